package dev.understudy.session;

import dev.understudy.session.Change.Next;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What becomes of a session in a situation. Pure: it asks nobody and writes nothing. It looks at what <em>is</em>, not at
 * what was announced, so that lost, doubled and disordered webhooks lead to the same place.
 */
@Component
public class SessionMachine {
    private static final long UNAVAILABLE_RETRY_MS = 1_000;
    private static final long UNSURE_LOOK_MS = 1_000;
    private final SessionSettings settings;
    private final Attendance attendance;
    private final AgentWatch agents;
    private final FaceWatch faces;
    private final TimeLimits limits = new TimeLimits();
    private final Deadlines deadlines;

    /** Judges by these times. */
    public SessionMachine(SessionSettings settings, FaceSettings faceSettings) {
        this.settings = settings;
        attendance = new Attendance(settings);
        var waits = new FaceWaits(faceSettings);
        faces = new FaceWatch(settings, faceSettings, waits);
        agents = new AgentWatch(settings, waits);
        deadlines = new Deadlines(settings);
    }

    /** What becomes of the session now that this is seen. */
    public Change advance(Session session, Situation seen) {
        var draft = new Draft(session, seen);
        attendance.observe(draft);
        agents.observe(draft);
        faces.observe(draft);
        limits.observe(draft);
        return draft.freeze(deadlines.next(draft));
    }

    /** Whether {@link #advance} can only judge with the room's dispatches before it. */
    public boolean needsDispatches(Session session, Situation seen) {
        return agents.needsDispatches(session, seen);
    }

    /**
     * What LiveKit took.
     *
     * @param id the dispatch's
     * @param roomSid its room's
     * @param older the room's dispatches that it takes the place of
     */
    public record Taken(String id, String roomSid, List<String> older) {}

    /** LiveKit took a dispatch, or had it already; the older ones go. */
    public Change dispatched(Session session, Situation seen, Taken taken) {
        var draft = new Draft(session, seen);
        for (var id : taken.older()) draft.chore(Chore.Kind.DELETE_DISPATCH, id + Chore.SEEN + " ");
        draft.casting = draft.casting.dispatched(taken.id(), draft.now);
        if (!taken.roomSid().isEmpty())
            draft.presence = draft.presence.room(taken.roomSid(), draft.presence.settleUntil());
        draft.to(SessionState.DISPATCHED, "agent dispatched");
        return draft.freeze(deadlines.next(draft));
    }

    /** LiveKit could not be asked for an agent. */
    public Change notDispatched(Session session, Situation seen, EndReason why) {
        var draft = new Draft(session, seen);
        if (why == EndReason.LIVEKIT_REJECTED || draft.casting.spent() >= settings.attempts()) draft.fail(why);
        else {
            var wait = UNAVAILABLE_RETRY_MS << Math.min(draft.casting.spent(), 5);
            draft.casting = draft.casting.postponed(why, draft.now + wait);
            draft.note("no dispatch: " + why.code());
        }
        return draft.freeze(deadlines.next(draft));
    }

    /** There are as many dispatches under way as the server can take: a moment later. */
    public Change crowded(Session session, Situation seen, long waitMs) {
        var draft = new Draft(session, seen);
        draft.next = Next.NONE;
        return draft.freeze(draft.now + waitMs);
    }

    /** Tavus made the conversation. */
    public Change created(Session session, Situation seen, String conversationId, String keyFingerprint) {
        var draft = new Draft(session, seen);
        draft.face = draft.face.created(conversationId, keyFingerprint);
        draft.note("Tavus made the conversation");
        return draft.freeze(deadlines.next(draft));
    }

    /**
     * Tavus said no.
     *
     * @param mayExist an earlier request of this try may have had its effect all the same: its conversation is to be ended
     */
    public Change refused(Session session, Situation seen, Reason reason, boolean mayExist) {
        var draft = new Draft(session, seen);
        if (draft.state == SessionState.VIDEO_STARTING) {
            if (!mayExist && reason != Reason.TAVUS_UNAVAILABLE) draft.face = draft.face.refused();
            if (reason.opensBreaker()) faces.back(draft, reason, 0);
            else faces.setback(draft, reason);
        }
        return draft.freeze(deadlines.next(draft));
    }

    /** Tavus is busy or broken and said so: once more inside the deadline. */
    public Change busy(Session session, Situation seen, long waitMs) {
        var draft = new Draft(session, seen);
        draft.face = draft.face.again(draft.now + waitMs);
        draft.note("Tavus cannot now; asking again");
        return draft.freeze(deadlines.next(draft));
    }

    /** The request was sent and its outcome is unknown: not repeated, only looked for. */
    public Change unsure(Session session, Situation seen) {
        var draft = new Draft(session, seen);
        if (!draft.face.unsure()) draft.note("no answer from Tavus in time; looking for the conversation");
        draft.face = draft.face.unsureUntil(draft.now + UNSURE_LOOK_MS);
        return draft.freeze(deadlines.next(draft));
    }
}
