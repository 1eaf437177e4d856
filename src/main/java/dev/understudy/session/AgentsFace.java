package dev.understudy.session;

import dev.understudy.livekit.Participant;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a session whose agent asks for its face itself, through the gateway. Pure, like the machine. While the agent is
 * not seen in the room yet, the conversation is written down all the same, and is a try as soon as the agent is seen.
 */
final class AgentsFace {
    /** What the story says of it. */
    static final String ASKED = "the agent asks Tavus through the gateway";

    private static final long UNSURE_LOOK_MS = 1_000;
    private final FaceWatch faces;
    private final Deadlines deadlines;

    AgentsFace(SessionSettings settings, FaceSettings faceSettings) {
        faces = new FaceWatch(settings, faceSettings, new FaceWaits(faceSettings));
        deadlines = new Deadlines(settings);
    }

    /** The avatar that an agent has brought without a word to us; null when there is none. */
    static @Nullable Participant avatarIn(Draft draft) {
        return draft.seen.view().avatars().stream()
                .filter(avatar -> String.valueOf(draft.casting.identity()).equals(avatar.behalf()))
                .findFirst()
                .orElse(null);
    }

    /** A request is about to be sent, the conversation of an earlier one being over; others may look for it from that time on. */
    Change asked(Session session, Situation seen, String identity, long lookAt) {
        var draft = new Draft(session, seen);
        if (draft.face.askedAt() > 0 || draft.state.hasConversation()) giveUp(draft, Reason.AVATAR_LOST);
        draft.face = draft.face.askedByAgent(identity, draft.now, lookAt);
        if (draft.state == SessionState.AUDIO) draft.to(SessionState.VIDEO_STARTING, ASKED);
        else draft.note(ASKED);
        return frozen(draft);
    }

    /** Tavus made the conversation and said so to the agent's call. */
    Change made(Session session, Situation seen, String conversation, String key) {
        var draft = new Draft(session, seen);
        draft.face = draft.face.answered(conversation, key);
        draft.note("Tavus made the conversation");
        return frozen(draft);
    }

    /** Tavus said no. */
    Change refused(Session session, Situation seen, Reason reason, boolean mayExist) {
        var draft = new Draft(session, seen);
        if (!mayExist) draft.face = draft.face.refused();
        giveUp(draft, reason);
        return frozen(draft);
    }

    /** No answer, or half of one: looked for until the deadline. */
    Change unsure(Session session, Situation seen) {
        var draft = new Draft(session, seen);
        draft.face = draft.face.unsureUntil(draft.now + UNSURE_LOOK_MS);
        draft.note("no answer from Tavus in time; looking for the conversation");
        return frozen(draft);
    }

    /** Nobody was asked, for that reason. */
    Change notAsked(Session session, Situation seen, Reason reason) {
        var draft = new Draft(session, seen);
        if (draft.reason != reason && draft.face.askedAt() == 0 && !draft.state.hasConversation()) {
            draft.reason = reason;
            draft.note("Tavus is not asked: " + reason.code());
        }
        return frozen(draft);
    }

    private void giveUp(Draft draft, Reason reason) {
        if (draft.state.hasConversation()) {
            faces.back(draft, reason, 0);
            return;
        }
        draft.dropFace(0, draft.face.setbacks());
        draft.reason = reason;
        draft.note("no face: " + reason.code());
    }

    private Change frozen(Draft draft) {
        return draft.freeze(deadlines.next(draft));
    }
}
