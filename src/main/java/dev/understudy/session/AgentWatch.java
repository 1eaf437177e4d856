package dev.understudy.session;

import dev.understudy.livekit.Dispatch;
import dev.understudy.livekit.Participant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The agent: adopted when it is ours, replaced when it is gone, removed when it is one too many. Ours is an AGENT of the
 * session's agent name that publishes on nobody's behalf; all others are left alone.
 */
final class AgentWatch {
    private final SessionSettings settings;

    AgentWatch(SessionSettings settings) {
        this.settings = settings;
    }

    void observe(Draft draft) {
        var agents = candidates(draft);
        removeTheGone(draft);
        switch (draft.state) {
            case REQUESTED -> requested(draft, agents);
            case DISPATCHED -> dispatched(draft, agents);
            case AUDIO, VIDEO_STARTING, VIDEO -> playing(draft, agents);
            default -> {}
        }
    }

    /** Whether the dispatches must be asked for before this step can judge. */
    boolean needsDispatches(Session session, Situation seen) {
        if (session.state() != SessionState.DISPATCHED && session.state() != SessionState.REQUESTED) return false;
        var draft = new Draft(session, seen);
        var candidates = candidates(draft).size();
        var unexpected = session.state() == SessionState.REQUESTED || doubtful(draft);
        var unproven = candidates > 1 || (candidates == 1 && unexpected);
        return unproven || (session.state() == SessionState.DISPATCHED && jobLookDue(draft));
    }

    private static List<Participant> candidates(Draft draft) {
        return draft.seen.view().agents(draft.before.plan().agentName()).stream()
                .filter(agent -> !agent.identity().equals(draft.casting.gone()))
                .filter(agent -> !draft.seen.signs().silent().contains(agent.identity()))
                .sorted(Comparator.comparingLong(Participant::joinedAt))
                .toList();
    }

    /** A dead agent stays listed for 20 s (measured), and an unlisted one may come back: neither is wanted. */
    private static void removeTheGone(Draft draft) {
        var gone = draft.casting.gone();
        if (gone != null && draft.seen.view().find(gone).isPresent()) draft.chore(Chore.Kind.REMOVE_PARTICIPANT, gone);
    }

    private static void requested(Draft draft, List<Participant> agents) {
        var ours = rightful(draft, agents);
        if (ours != null) adopt(draft, ours, agents, "agent found in the room");
        else if (!draft.presence.awaitsUser() && draft.now >= draft.casting.againAt())
            draft.next = Change.Next.DISPATCH;
    }

    private void dispatched(Draft draft, List<Participant> agents) {
        var ours = rightful(draft, agents);
        if (ours != null) adopt(draft, ours, agents, "agent joined");
        else {
            removeProvenStrangers(draft, agents);
            overdue(draft);
        }
    }

    private static void adopt(Draft draft, Participant agent, List<Participant> agents, String event) {
        var dispatch = dispatchesOf(draft, agent).findFirst();
        var id = dispatch.map(Dispatch::id).orElse(draft.casting.dispatchId());
        draft.casting = draft.casting.joined(agent.identity(), id, draft.now);
        removeOthers(draft, agents);
        draft.to(SessionState.AUDIO, event);
    }

    private void playing(Draft draft, List<Participant> agents) {
        var identity = draft.casting.identity();
        var silent = draft.seen.signs().silent().contains(identity);
        if (agents.stream().anyMatch(agent -> agent.identity().equals(identity))) removeOthers(draft, agents);
        else if (draft.presence.userThere() && (silent || !draft.settling())) lost(draft, silent, agents);
    }

    private static void lost(Draft draft, boolean silent, List<Participant> others) {
        var identity = draft.casting.identity();
        if (silent && identity != null) draft.chore(Chore.Kind.REMOVE_PARTICIPANT, identity);
        draft.dropFace(0, draft.face.setbacks());
        draft.casting = draft.casting.next(null, identity);
        draft.reason = null;
        draft.to(SessionState.REQUESTED, silent ? "agent does not answer its heartbeat" : "agent left");
        requested(draft, others);
    }

    /** The agent of the current attempt: listed with its dispatch, or the only one that could have been dispatched. */
    private static @Nullable Participant rightful(Draft draft, List<Participant> agents) {
        var listed = agents.stream()
                .filter(agent -> dispatchesOf(draft, agent).anyMatch(dispatch -> !isAnothers(draft, dispatch)))
                .findFirst();
        if (listed.isPresent()) return listed.get();
        if (doubtful(draft)) return null;
        return agents.stream()
                .filter(agent -> dispatchesOf(draft, agent).findAny().isEmpty())
                .findFirst()
                .orElse(null);
    }

    /** Whether an agent in the room may be one whose dispatch we deleted: such a one can come all the same (measured). */
    private static boolean doubtful(Draft draft) {
        return draft.casting.used() > 1 || draft.now < draft.presence.doubtUntil();
    }

    /** Those that list the agent; none when they were not asked for. */
    private static Stream<Dispatch> dispatchesOf(Draft draft, Participant agent) {
        var dispatches = draft.seen.dispatches();
        if (dispatches == null) return Stream.empty();
        return dispatches.stream().filter(dispatch -> dispatch.agents().contains(agent.identity()));
    }

    /** One of an older attempt, or of a session that was ended just when it was made. */
    private static boolean isAnothers(Draft draft, Dispatch dispatch) {
        var mark = Mark.of(dispatch);
        return mark != null && !mark.equals(new Mark(draft.before.id(), draft.casting.attempt()));
    }

    private static void removeOthers(Draft draft, List<Participant> agents) {
        for (var agent : agents)
            if (!agent.identity().equals(draft.casting.identity())) {
                draft.note("a second agent is removed");
                draft.chore(Chore.Kind.REMOVE_PARTICIPANT, agent.identity());
            }
    }

    /** Our dispatch's job went to another identity: the ones in the room are of an older attempt. */
    private static void removeProvenStrangers(Draft draft, List<Participant> agents) {
        var current = currentDispatch(draft);
        if (current == null || !current.hasJob()) return;
        for (var agent : agents) draft.chore(Chore.Kind.REMOVE_PARTICIPANT, agent.identity());
    }

    private void overdue(Draft draft) {
        var waited = draft.now - draft.casting.dispatchedAt();
        if (waited >= settings.joinDeadline().toMillis()) anew(draft, EndReason.AGENT_NO_SHOW);
        else if (jobLookDue(draft)) judgeJob(draft);
        else if (waited >= settings.firstLook().toMillis() && draft.casting.looks() == 0)
            draft.casting = draft.casting.looked(1);
    }

    private boolean jobLookDue(Draft draft) {
        var waited = draft.now - draft.casting.dispatchedAt();
        return draft.casting.looks() < 2 && waited >= settings.noJobAfter().toMillis();
    }

    private void judgeJob(Draft draft) {
        if (draft.seen.dispatches() == null) return;
        var current = currentDispatch(draft);
        if (current != null && current.hasJob()) draft.casting = draft.casting.looked(2);
        else anew(draft, EndReason.NO_WORKER);
    }

    private static @Nullable Dispatch currentDispatch(Draft draft) {
        var dispatches = draft.seen.dispatches();
        if (dispatches == null) return null;
        return dispatches.stream()
                .filter(dispatch -> dispatch.id().equals(draft.casting.dispatchId()))
                .findFirst()
                .orElse(null);
    }

    private void anew(Draft draft, EndReason cause) {
        if (draft.casting.used() >= settings.attempts()) {
            draft.fail(cause);
            return;
        }
        if (draft.face.askedAt() > 0) draft.dropFace(0, draft.face.setbacks()); // it asked for a face, and never came
        draft.casting = draft.casting.next(cause, null);
        draft.to(SessionState.REQUESTED, "no agent came: " + cause.code());
        draft.next = Change.Next.DISPATCH;
    }
}
