package dev.understudybench.byhand;

import dev.understudy.livekit.Participant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What becomes of a session in what is seen: the states and the deadlines of the application, for this one flow. */
final class HandRules {
    static final String AGENT = "avatar-agent";
    private static final long NO_JOB = 5_300;
    private static final long AVATAR_DEADLINE = 15_000;
    private static final long ACK_DEADLINE = 15_000;
    private static final long NO_USER = 60_000;
    private static final int ATTEMPTS = 4;
    private final long grace;

    HandRules(long grace) {
        this.grace = grace;
    }

    void judge(HandSession session, HandTurn turn, boolean facesOn, boolean acknowledged, boolean silent) {
        users(session, turn);
        if (session.isOpen() && !session.state.equals("ENDING")) agent(session, turn, silent);
        switch (session.state) {
            case "AUDIO" -> audio(session, turn, facesOn);
            case "VIDEO_STARTING" -> starting(session, turn);
            case "VIDEO" -> video(session, turn, acknowledged);
            default -> {}
        }
        session.dueAt = due(session, turn);
    }

    private void users(HandSession session, HandTurn turn) {
        var data = session.data;
        var there = !turn.view.users().isEmpty();
        if (there && !data.userThere) {
            if (session.state.equals("ENDING") && data.endsFrom != null)
                turn.to(session, data.endsFrom, "user came back");
            else turn.note(session, "user in the room");
            data.endingAt = 0;
        } else if (!there && data.userThere) {
            data.endsFrom = session.state;
            data.endingAt = turn.now;
            turn.to(session, "ENDING", "last user left");
        }
        data.userThere = there;
        if (session.state.equals("ENDING") && turn.now >= data.endingAt + grace) end(session, turn, "user_left");
        else if (!there
                && data.endingAt == 0
                && data.firstDispatchedAt > 0
                && turn.now >= data.firstDispatchedAt + NO_USER) end(session, turn, "no_user_came");
    }

    void end(HandSession session, HandTurn turn, String why) {
        dropFace(session, turn);
        if (session.data.dispatch != null)
            turn.chore(
                    session, "DELETE_DISPATCH", session.data.dispatch + " " + Objects.toString(session.data.agent, ""));
        session.endReason = why;
        turn.to(session, why.equals("no_worker") ? "FAILED" : "ENDED", "ended: " + why);
    }

    private void agent(HandSession session, HandTurn turn, boolean silent) {
        var agents = turn.view.agents(AGENT);
        var data = session.data;
        switch (session.state) {
            case "REQUESTED" -> turn.next = "dispatch";
            case "DISPATCHED" -> {
                if (!agents.isEmpty()) joined(session, turn, agents.get(0));
                else if (turn.now >= data.dispatchedAt + NO_JOB) anew(session, turn);
            }
            default -> {
                if (silent
                        || agents.stream().noneMatch(agent -> agent.identity().equals(data.agent))) lost(session, turn);
            }
        }
        for (var agent : agents)
            if (data.agent != null && !agent.identity().equals(data.agent))
                turn.chore(session, "REMOVE_PARTICIPANT", agent.identity());
    }

    private static void joined(HandSession session, HandTurn turn, Participant agent) {
        session.data.agent = agent.identity();
        session.data.agentAt = turn.now;
        turn.to(session, "AUDIO", "agent joined");
    }

    private static void lost(HandSession session, HandTurn turn) {
        if (session.data.agent != null) turn.chore(session, "REMOVE_PARTICIPANT", session.data.agent);
        dropFace(session, turn);
        session.data.agent = null;
        session.data.attempt++;
        turn.to(session, "REQUESTED", "agent left");
        turn.next = "dispatch";
    }

    private void anew(HandSession session, HandTurn turn) {
        if (session.data.attempt >= ATTEMPTS) {
            end(session, turn, "no_worker");
            return;
        }
        session.data.attempt++;
        turn.to(session, "REQUESTED", "no agent came");
        turn.next = "dispatch";
    }

    private static void audio(HandSession session, HandTurn turn, boolean facesOn) {
        var data = session.data;
        if (!facesOn || !data.userThere || turn.now < data.faceAgainAt) return;
        data.tries++;
        data.avatar = "tavus-avatar-" + session.id + "-" + data.tries;
        data.askedAt = turn.now;
        turn.to(session, "VIDEO_STARTING", "asking Tavus for the face");
        turn.next = "avatar";
    }

    private static void starting(HandSession session, HandTurn turn) {
        var avatar = avatar(session, turn);
        if (avatar != null && avatar.hasVideo()) {
            session.reason = null;
            turn.to(session, "VIDEO", "the avatar's video is published");
            turn.tell(session);
        } else if (turn.now >= session.data.askedAt + AVATAR_DEADLINE) back(session, turn, "avatar_no_show");
    }

    private static void video(HandSession session, HandTurn turn, boolean acknowledged) {
        var avatar = avatar(session, turn);
        if (avatar == null || !avatar.hasVideo()) back(session, turn, "avatar_lost");
        else if (acknowledged && !session.data.acknowledged) {
            session.data.acknowledged = true;
            turn.note(session, "the agent speaks through the avatar");
        } else if (!session.data.acknowledged && turn.now >= session.data.toldAt + ACK_DEADLINE)
            back(session, turn, "agent_did_not_switch");
    }

    /** Audio for now; the next try waits 30 s. */
    static void back(HandSession session, HandTurn turn, String reason) {
        dropFace(session, turn);
        session.data.faceAgainAt = turn.now + 30_000;
        session.reason = reason;
        turn.to(session, "AUDIO", "back to audio: " + reason);
        turn.tell(session);
    }

    private static void dropFace(HandSession session, HandTurn turn) {
        var data = session.data;
        if (data.askedAt > 0)
            turn.chore(session, "END_CONVERSATION", data.tries + " " + Objects.toString(data.conversation, ""));
        if (avatar(session, turn) != null) turn.chore(session, "REMOVE_PARTICIPANT", Objects.toString(data.avatar));
        data.avatar = null;
        data.conversation = null;
        data.askedAt = 0;
    }

    private static @Nullable Participant avatar(HandSession session, HandTurn turn) {
        var identity = session.data.avatar;
        return identity == null ? null : turn.view.find(identity).orElse(null);
    }

    private @Nullable Long due(HandSession session, HandTurn turn) {
        var data = session.data;
        return switch (session.state) {
            case "REQUESTED" -> turn.now;
            case "DISPATCHED" -> data.dispatchedAt + NO_JOB;
            case "AUDIO" -> data.faceAgainAt > turn.now ? data.faceAgainAt : null;
            case "VIDEO_STARTING" -> data.askedAt + AVATAR_DEADLINE;
            case "VIDEO" -> data.acknowledged ? null : Long.valueOf(data.toldAt + ACK_DEADLINE);
            case "ENDING" -> data.endingAt + grace;
            default -> null;
        };
    }
}
