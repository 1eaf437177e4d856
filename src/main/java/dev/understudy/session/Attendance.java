package dev.understudy.session;

/** Users who come and go, rooms that close or start anew: whether the session goes on. */
final class Attendance {
    private final SessionSettings settings;

    Attendance(SessionSettings settings) {
        this.settings = settings;
    }

    void observe(Draft draft) {
        var signs = draft.seen.signs();
        if (signs.endAsked()) draft.end(EndReason.ENDED_BY_OPERATOR);
        else if (signs.roomGone()) draft.end(roomFinished(draft));
        else {
            room(draft, signs.roomSid(), signs.sidSince());
            users(draft, !draft.seen.view().users().isEmpty());
            overdue(draft);
        }
    }

    /** A telephone that is dialled is answered without a webhook: it is looked at until then. */
    static boolean awaitsAnswer(Draft draft) {
        return !draft.presence.userThere() && draft.seen.view().isDialling();
    }

    /**
     * A new sid under the same name, and no end before: the server was killed and started again (measured). From its first event on
     * people have time to come back, however late that is heard.
     */
    private void room(Draft draft, String sid, long since) {
        var known = draft.presence.roomSid();
        if (sid.isEmpty() || sid.equals(known)) return;
        if (known.isEmpty()) {
            draft.presence = draft.presence.room(sid, 0);
            return;
        }
        var begun = since == 0 ? draft.now : Math.min(since, draft.now);
        draft.presence = draft.presence.room(sid, begun + settings.settle().toMillis());
        draft.note("room started anew: LiveKit lost the old one");
    }

    private void users(Draft draft, boolean there) {
        if (there == draft.presence.userThere()) return;
        if (!there && draft.settling()) return;
        draft.presence = draft.presence.users(there);
        if (there) came(draft);
        else left(draft);
    }

    private static void came(Draft draft) {
        var from = draft.presence.from();
        if (draft.state != SessionState.ENDING || from == null) {
            draft.note("user in the room");
            return;
        }
        draft.presence = draft.presence.staying();
        draft.to(from, "user came back");
    }

    private static void left(Draft draft) {
        if (draft.state == SessionState.ENDING) return;
        draft.presence = draft.presence.ending(EndReason.USER_LEFT, draft.state, draft.now);
        draft.to(SessionState.ENDING, "last user left");
    }

    private void overdue(Draft draft) {
        var because = draft.presence.because();
        if (draft.state == SessionState.ENDING && because != null) {
            if (draft.now >= draft.presence.endingAt() + settings.grace().toMillis()) draft.end(because);
        } else if (nobodyCame(draft)) draft.end(EndReason.NO_USER_CAME);
    }

    private boolean nobodyCame(Draft draft) {
        if (awaitsAnswer(draft)) return false;
        var since = waitingSince(draft);
        return since > 0 && draft.now >= since + settings.noUserAfter().toMillis();
    }

    /** From when on somebody has to come, UTC ms; 0 when nobody is waited for. */
    static long waitingSince(Draft draft) {
        if (draft.presence.userSeen()) return 0;
        return draft.presence.userFirst() ? draft.before.stamps().createdAt() : draft.casting.firstDispatchedAt();
    }

    private static EndReason roomFinished(Draft draft) {
        var because = draft.presence.because();
        return because == null ? EndReason.ROOM_FINISHED : because;
    }
}
