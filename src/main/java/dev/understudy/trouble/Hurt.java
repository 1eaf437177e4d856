package dev.understudy.trouble;

import dev.understudy.alert.AlertKind;
import dev.understudy.session.Change;
import dev.understudy.session.EndReason;
import dev.understudy.session.Plan.AvatarBy;
import dev.understudy.session.Reason;
import dev.understudy.session.Session;
import dev.understudy.session.SessionState;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a written change says of what hurts users, and of what goes well. Pure: it only compares before and after.
 *
 * @param before as it was
 * @param after as it is
 */
record Hurt(Session before, Session after) {
    /** So many agents that were gone at once are no hiccup of one of them. */
    static final int LEAVES = 3;

    private static final Set<AlertKind> BY_AGENT = EnumSet.of(
            AlertKind.NO_WORKER,
            AlertKind.AGENT_NO_SHOW,
            AlertKind.AGENT_KEEPS_LEAVING,
            AlertKind.AGENT_DID_NOT_SWITCH);
    private static final Set<AlertKind> LIVEKIT = EnumSet.of(AlertKind.LIVEKIT_UNAVAILABLE, AlertKind.LIVEKIT_REJECTED);

    static Hurt of(Change change) {
        return new Hurt(change.before(), change.after());
    }

    /** The alert of that reason for audio; empty where nobody has to be called for it. */
    static Optional<AlertKind> kind(Reason reason) {
        return switch (reason) {
            case TAVUS_OUT_OF_CREDITS -> Optional.of(AlertKind.TAVUS_OUT_OF_CREDITS);
            case TAVUS_FULL -> Optional.of(AlertKind.TAVUS_FULL);
            case TAVUS_MISCONFIGURED -> Optional.of(AlertKind.TAVUS_MISCONFIGURED);
            case TAVUS_UNAVAILABLE -> Optional.of(AlertKind.TAVUS_UNAVAILABLE);
            case AVATAR_NO_SHOW -> Optional.of(AlertKind.AVATAR_NO_SHOW);
            case AVATAR_LOST -> Optional.of(AlertKind.AVATAR_LOST);
            case AGENT_DID_NOT_SWITCH -> Optional.of(AlertKind.AGENT_DID_NOT_SWITCH);
            default ->
                Optional.empty(); // a refused key has its own alert, a limit too; the rest is as somebody wanted it
        };
    }

    /** The alert of that reason for no agent; empty where nobody has to be called for it. */
    static Optional<AlertKind> kind(EndReason reason) {
        return switch (reason) {
            case NO_WORKER -> Optional.of(AlertKind.NO_WORKER);
            case AGENT_NO_SHOW -> Optional.of(AlertKind.AGENT_NO_SHOW);
            case AGENT_KEEPS_LEAVING -> Optional.of(AlertKind.AGENT_KEEPS_LEAVING);
            case LIVEKIT_UNAVAILABLE -> Optional.of(AlertKind.LIVEKIT_UNAVAILABLE);
            case LIVEKIT_REJECTED -> Optional.of(AlertKind.LIVEKIT_REJECTED);
            default -> Optional.empty();
        };
    }

    /** What an alert of that kind is about, in this session. */
    static String subject(AlertKind kind, Session session) {
        if (BY_AGENT.contains(kind)) return session.plan().agentName();
        return LIVEKIT.contains(kind) ? "livekit" : "tavus";
    }

    /** Whether an alert of that kind is about an agent's name. */
    static boolean isByAgent(AlertKind kind) {
        return BY_AGENT.contains(kind);
    }

    /** What hit somebody by this change. */
    Set<AlertKind> hits() {
        var hits = EnumSet.noneOf(AlertKind.class);
        becameAudio().flatMap(Hurt::kind).ifPresent(hits::add);
        gotNoAgent().flatMap(Hurt::kind).ifPresent(hits::add);
        if (isLoss() && keepsLeaving(after, after.stamps().updatedAt())) hits.add(AlertKind.AGENT_KEEPS_LEAVING);
        return hits;
    }

    /** What goes well by this change. */
    Set<AlertKind> wells() {
        var wells = EnumSet.noneOf(AlertKind.class);
        if (before.state() != SessionState.DISPATCHED && after.state() == SessionState.DISPATCHED)
            wells.addAll(LIVEKIT);
        if (before.casting().identity() == null && after.casting().identity() != null)
            wells.addAll(Set.of(AlertKind.NO_WORKER, AlertKind.AGENT_NO_SHOW));
        var isVideo = before.state() != SessionState.VIDEO && after.state() == SessionState.VIDEO;
        if (isVideo || isGiven())
            wells.addAll(Set.of(
                    AlertKind.TAVUS_OUT_OF_CREDITS,
                    AlertKind.TAVUS_FULL,
                    AlertKind.TAVUS_MISCONFIGURED,
                    AlertKind.TAVUS_UNAVAILABLE));
        if (isVideo) wells.addAll(Set.of(AlertKind.AVATAR_NO_SHOW, AlertKind.AVATAR_LOST));
        if (isSwitched()) wells.add(AlertKind.AGENT_DID_NOT_SWITCH);
        return wells;
    }

    private Optional<Reason> becameAudio() {
        var reason = after.reason();
        if (after.state() != SessionState.AUDIO || reason == null) return Optional.empty();
        return before.state().hasConversation() || before.reason() != reason ? Optional.of(reason) : Optional.empty();
    }

    private Optional<EndReason> gotNoAgent() {
        if (after.state() == SessionState.FAILED) return Optional.ofNullable(after.endReason());
        return after.casting().attempt() > before.casting().attempt()
                ? Optional.ofNullable(after.casting().cause())
                : Optional.empty();
    }

    private boolean isGiven() {
        return after.plan().avatar() == AvatarBy.UNDERSTUDY
                && before.face().conversationId() == null
                && after.face().conversationId() != null;
    }

    private boolean isSwitched() {
        return after.state() == SessionState.VIDEO
                && !before.command().acknowledged()
                && after.command().acknowledged();
    }

    private boolean isLoss() {
        var then = before.casting().conduct();
        var now = after.casting().conduct();
        return now.leaves() > then.leaves() || now.calmAt() > then.calmAt();
    }

    /** Whether so many of its agents were gone at once, or crashed soon after they had stayed, that it is no hiccup at that time, UTC ms. */
    static boolean keepsLeaving(Session session, long now) {
        return session.casting().conduct().reasonsToWait(now) >= LEAVES;
    }
}
