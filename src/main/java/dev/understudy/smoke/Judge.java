package dev.understudy.smoke;

import dev.understudy.session.Plan.AvatarBy;
import dev.understudy.session.Reason;
import dev.understudy.session.Session;
import dev.understudy.session.SessionState;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Decides the lines that are seen in the room. Pure but for the checklist: it asks nobody. */
final class Judge {
    /** In the order in which they build on each other. */
    static final List<Line> LINES =
            List.of(Line.USER, Line.WORKER, Line.AGENT, Line.TAVUS, Line.VIDEO, Line.CONVERSATION);

    private static final Set<Reason> OF_TAVUS = EnumSet.of(
            Reason.TAVUS_KEY_REJECTED,
            Reason.TAVUS_OUT_OF_CREDITS,
            Reason.TAVUS_FULL,
            Reason.TAVUS_MISCONFIGURED,
            Reason.TAVUS_UNAVAILABLE);
    private static final Set<Reason> ON_PURPOSE = EnumSet.of(Reason.AUDIO_BY_RULE, Reason.AUDIO_BY_OPERATOR);

    private final Checklist list;
    private final Scene scene;
    private final SmokeSettings.Deadlines deadlines;

    Judge(Checklist list, Scene scene, SmokeSettings.Deadlines deadlines) {
        this.list = list;
        this.scene = scene;
        this.deadlines = deadlines;
    }

    /** Decides what can be decided. */
    void look(Sight sight) {
        if (scene.isAgentLost(sight.session().casting().attempt())) agentLost(sight);
        for (var line : LINES) if (!list.has(line)) consider(line, sight);
    }

    /** Whether everything is decided. */
    boolean isDone() {
        return LINES.stream().allMatch(list::has);
    }

    private void consider(Line line, Sight sight) {
        var before = before(line);
        var failed =
                before.stream().filter(each -> list.is(each, Outcome.FAILED)).findFirst();
        if (failed.isPresent())
            list.skipped(line, "not reached: " + failed.get().code() + " failed");
        else if (before.stream().allMatch(list::has)) judge(line, sight);
    }

    /** The lines that it builds on. */
    private Set<Line> before(Line line) {
        return switch (line) {
            case AGENT -> EnumSet.of(Line.WORKER);
            case TAVUS -> EnumSet.of(Line.USER, Line.WORKER, Line.AGENT);
            case VIDEO -> EnumSet.of(Line.USER, Line.WORKER, Line.AGENT, Line.TAVUS);
            case CONVERSATION ->
                scene.withFace()
                        ? EnumSet.of(Line.USER, Line.WORKER, Line.AGENT, Line.TAVUS, Line.VIDEO)
                        : EnumSet.of(Line.USER, Line.WORKER, Line.AGENT);
            default -> EnumSet.noneOf(Line.class);
        };
    }

    private void judge(Line line, Sight sight) {
        list.begin(line);
        switch (line) {
            case USER -> user(sight);
            case WORKER -> worker(sight);
            case AGENT -> agent(sight);
            case TAVUS -> tavus(sight);
            case VIDEO -> video(sight);
            default -> conversation(sight);
        }
        if (list.has(line)) return;
        if (!sight.session().state().isOpen()) list.failed(line, "the session is over; " + sight);
        else if (list.waited(line) > deadlines.of(line))
            list.failed(line, "not within " + deadlines.of(line) / 1000.0 + " s; " + sight);
    }

    private void user(Sight sight) {
        var identity = TokenStep.identity(list.run());
        if (sight.has(identity)) list.passed(Line.USER, "in the room as " + identity);
        else if (!scene.userOver().isEmpty())
            list.failed(Line.USER, scene.userOver() + " and was never in the room; " + sight);
    }

    private void worker(Sight sight) {
        if (sight.job() || sight.session().state().hasAgent())
            list.passed(Line.WORKER, "job assigned; session " + sight.session().id());
    }

    private void agent(Sight sight) {
        var casting = sight.session().casting();
        if (!sight.session().state().hasAgent() || !sight.has(casting.identity())) return;
        scene.agentCame(casting.attempt());
        list.passed(Line.AGENT, "in the room as " + casting.identity());
    }

    private void tavus(Sight sight) {
        var session = sight.session();
        if (isThereOrWas(session)) list.passed(Line.TAVUS, "the conversation is made");
        else if (session.reason() != null && ON_PURPOSE.contains(session.reason())) onPurpose(session.reason());
        else if (isRefused(session)) list.failed(Line.TAVUS, sight.toString());
    }

    /** A conversation whose answer was lost is not good before its avatar shows. */
    private static boolean isThereOrWas(Session session) {
        var known = session.face().conversationId() != null && !session.face().unsure();
        return known || hasVideo(session) || session.reason() == Reason.AVATAR_NO_SHOW;
    }

    /** A reason that another session found out is waited on: our session's wish makes the breaker ask again. */
    private static boolean isRefused(Session session) {
        var asked = session.face().tries() > 0;
        return asked && isBack(session) && OF_TAVUS.contains(session.reason());
    }

    private void onPurpose(Reason reason) {
        list.skipped(Line.TAVUS, reason.code());
        list.skipped(Line.VIDEO, reason.code());
    }

    private void video(Sight sight) {
        var session = sight.session();
        if (hasVideo(session))
            list.passed(Line.VIDEO, "published by " + session.face().identity());
        else if (isBack(session)) list.failed(Line.VIDEO, sight.toString());
    }

    private void conversation(Sight sight) {
        var session = sight.session();
        if (!list.is(Line.VIDEO, Outcome.PASSED)) {
            if (sight.voice())
                list.passed(Line.CONVERSATION, "the agent's voice is published; without a face there is no switch");
        } else if (sight.voice() && isSwitched(session))
            list.passed(Line.CONVERSATION, "the agent's voice is published, and it speaks through the avatar");
        else if (isBack(session)) list.failed(Line.CONVERSATION, sight.toString());
    }

    /** An agent that brings its face itself is told nothing, and acknowledges nothing. */
    private static boolean isSwitched(Session session) {
        if (session.state() != SessionState.VIDEO) return false;
        if (session.plan().avatar() == AvatarBy.AGENT) return true;
        return session.command().epoch() > 0 && session.command().acknowledged();
    }

    /** The session has given its face up; while the next one is asked for, the reason of the last one is still there. */
    private static boolean isBack(Session session) {
        return session.state() == SessionState.AUDIO && session.reason() != null;
    }

    /** It was published, if only until the agent did not obey. */
    private static boolean hasVideo(Session session) {
        return session.state() == SessionState.VIDEO || session.reason() == Reason.AGENT_DID_NOT_SWITCH;
    }

    private void agentLost(Sight sight) {
        var why = "the agent left, or was silent, during the check";
        for (var line : List.of(Line.TAVUS, Line.VIDEO)) if (!list.has(line)) list.skipped(line, why);
        if (list.has(Line.CONVERSATION)) return;
        list.begin(Line.CONVERSATION);
        list.failed(Line.CONVERSATION, why + "; " + sight);
    }
}
