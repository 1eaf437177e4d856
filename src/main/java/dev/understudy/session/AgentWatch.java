package dev.understudy.session;

import dev.understudy.livekit.Dispatch;
import dev.understudy.livekit.Participant;
import dev.understudy.webhook.Parting;
import java.util.List;

/**
 * The agent: adopted when it is ours ({@link WhoseAgent}), replaced when it is gone, removed when it is one too many.
 */
final class AgentWatch {
    private final SessionSettings settings;
    private final FaceWaits faces;

    AgentWatch(SessionSettings settings, FaceWaits faces) {
        this.settings = settings;
        this.faces = faces;
    }

    void observe(Draft draft) {
        heard(draft);
        var agents = WhoseAgent.in(draft);
        removeTheGone(draft);
        var over = Farewell.of(draft, agents);
        if (over != null) {
            draft.endForGood(over);
            return;
        }
        switch (draft.state) {
            case REQUESTED -> requested(draft, agents);
            case DISPATCHED -> dispatched(draft, agents);
            case AUDIO, VIDEO_STARTING, VIDEO -> playing(draft, agents);
            default -> {}
        }
    }

    /** What it says of itself is written down: that it answered a ping, so that its silence may be judged; and that it leaves for good. */
    private static void heard(Draft draft) {
        var identity = draft.casting.identity();
        if (identity == null) return;
        var conduct = draft.casting.conduct();
        if (draft.seen.signs().answering().contains(identity)) conduct = conduct.answering();
        var agent = draft.seen.view().find(identity).orElse(null);
        if (agent != null)
            conduct = conduct.leaving(Parting.of(agent.attributes().get(Parting.ATTRIBUTE)));
        draft.casting = draft.casting.with(conduct);
    }

    /** Whether the dispatches must be asked for before this step can judge. */
    boolean needsDispatches(Session session, Situation seen) {
        var draft = new Draft(session, seen);
        if (session.state().hasAgent()) return WhoseAgent.isAnotherUnnamed(draft);
        if (session.state() != SessionState.DISPATCHED && session.state() != SessionState.REQUESTED) return false;
        var candidates = WhoseAgent.in(draft);
        var unexpected = session.state() == SessionState.REQUESTED
                || candidates.stream().anyMatch(agent -> WhoseAgent.doubtful(draft, agent));
        var unproven =
                candidates.size() > 1 || (candidates.size() == 1 && unexpected) || WhoseAgent.mayBeUnnamed(draft);
        var gone = session.casting().gone();
        var named = gone != null && seen.view().find(gone).isPresent(); // the next one may have its identity
        return unproven || named || (session.state() == SessionState.DISPATCHED && jobLookDue(draft));
    }

    /**
     * A dead agent stays listed for 20 s (measured), and an unlisted one may come back: neither is wanted. While it ends nobody asks whose
     * the identity is; whoever is there then goes with the session.
     */
    private static void removeTheGone(Draft draft) {
        var gone = draft.casting.gone();
        if (gone == null || draft.state == SessionState.ENDING) return;
        if (draft.seen.view().find(gone).isPresent() && !WhoseAgent.mayBeNext(draft, gone))
            draft.chore(Chore.Kind.REMOVE_PARTICIPANT, gone);
    }

    private static void requested(Draft draft, List<Participant> agents) {
        var ours = WhoseAgent.rightful(draft, agents);
        if (ours != null) adopt(draft, ours, agents, "agent found in the room");
        else if (!draft.presence.awaitsUser() && draft.now >= draft.casting.againAt())
            draft.next = Change.Next.DISPATCH;
    }

    private void dispatched(Draft draft, List<Participant> agents) {
        var ours = WhoseAgent.rightful(draft, agents);
        if (ours != null) adopt(draft, ours, agents, "agent joined");
        else {
            removeProvenStrangers(draft, agents);
            overdue(draft);
        }
    }

    private static void adopt(Draft draft, Participant agent, List<Participant> agents, String event) {
        var dispatch = WhoseAgent.dispatchesOf(draft, agent).findFirst();
        var id = dispatch.map(Dispatch::id).orElse(draft.casting.dispatchId());
        draft.casting = draft.casting.joined(agent.identity(), id, draft.now);
        removeOthers(draft, agents);
        draft.to(SessionState.AUDIO, event);
    }

    private void playing(Draft draft, List<Participant> agents) {
        var identity = draft.casting.identity();
        var silent = draft.seen.signs().silent().contains(identity);
        if (agents.stream().anyMatch(agent -> agent.identity().equals(identity))) removeOthers(draft, agents);
        else if (!silent && Farewell.isAwaited(draft)) draft.lookAgain = true;
        else if (draft.presence.userThere() && (silent || !draft.settling())) lost(draft, silent, agents);
    }

    private void lost(Draft draft, boolean silent, List<Participant> others) {
        var casting = draft.casting;
        var identity = casting.identity();
        if (silent && identity != null) draft.chore(Chore.Kind.REMOVE_PARTICIPANT, identity);
        var stayed = casting.stayed(draft.now, settings.steady());
        var conduct = stayed
                ? casting.conduct().stayed(casting.attempt(), draft.now)
                : casting.conduct().left(draft.now);
        var told = silent ? "agent does not answer its heartbeat" : "agent left";
        faces.agentGone(draft, stayed);
        if (conduct.leaves() >= settings.attempts()) {
            draft.casting = casting.over(conduct);
            draft.note(told);
            draft.fail(EndReason.AGENT_KEEPS_LEAVING);
            return;
        }
        draft.casting = casting.lost(conduct, draft.now + settings.waitAfter(conduct.reasonsToWait(draft.now)));
        draft.to(SessionState.REQUESTED, told);
        requested(draft, others);
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
        var current = WhoseAgent.dispatch(draft);
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
        var current = WhoseAgent.dispatch(draft);
        if (current != null && current.hasJob()) draft.casting = draft.casting.looked(2);
        else anew(draft, EndReason.NO_WORKER);
    }

    private void anew(Draft draft, EndReason cause) {
        if (draft.casting.spent() >= settings.attempts()) {
            draft.fail(cause);
            return;
        }
        if (draft.face.askedAt() > 0) draft.dropFace(0, draft.face.setbacks()); // it asked for a face, and never came
        draft.casting = draft.casting.next(cause, null);
        draft.to(SessionState.REQUESTED, "no agent came: " + cause.code());
        draft.next = Change.Next.DISPATCH;
    }
}
