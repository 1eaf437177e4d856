package dev.understudy.session;

import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** When a session has to be looked at again if nothing is heard of it: derived from what it is, never set by hand. */
final class Deadlines {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long UNSETTLED_LOOK_MS = 1_000;
    /** Between two looks at a telephone that rings somewhere, ms. */
    private static final long RINGING_LOOK_MS = 2_000;

    private final SessionSettings settings;
    private final TimeLimits limits = new TimeLimits();

    Deadlines(SessionSettings settings) {
        this.settings = settings;
    }

    @Nullable
    Long next(Draft draft) {
        if (draft.state == SessionState.FAILED) return draft.now + failedRetry(draft);
        if (draft.state == SessionState.ENDED) return null;
        var soonest = LongStream.of(
                        ofState(draft), settled(draft), nobodyCame(draft), limits.next(draft), unseen(draft))
                .min()
                .orElse(NEVER);
        return soonest == NEVER ? null : soonest;
    }

    private long ofState(Draft draft) {
        return switch (draft.state) {
            case REQUESTED -> draft.presence.awaitsUser() ? NEVER : Math.max(draft.now, draft.casting.againAt());
            case DISPATCHED -> draft.casting.dispatchedAt() + dispatchLook(draft);
            case AUDIO -> askAgain(draft);
            case VIDEO_STARTING -> starting(draft);
            case VIDEO ->
                draft.command.acknowledged()
                        ? NEVER
                        : draft.command.toldAt() + settings.ackDeadline().toMillis();
            case ENDING -> draft.presence.endingAt() + settings.grace().toMillis();
            default -> NEVER;
        };
    }

    private long dispatchLook(Draft draft) {
        return switch (draft.casting.looks()) {
            case 0 -> settings.firstLook().toMillis();
            case 1 -> settings.noJobAfter().toMillis();
            default -> settings.joinDeadline().toMillis();
        };
    }

    /** The breaker, the switch and the user wake a session by themselves; only its own waiting time is a deadline. */
    private static long askAgain(Draft draft) {
        return draft.face.againAt() >= draft.now ? draft.face.againAt() : NEVER;
    }

    private long starting(Draft draft) {
        var deadline = draft.face.askedAt() + settings.avatarDeadline().toMillis();
        var again = draft.face.againAt();
        return draft.face.conversationId() == null && again > draft.now ? Math.min(again, deadline) : deadline;
    }

    private static long settled(Draft draft) {
        if (draft.presence.settleUntil() > draft.now) return draft.presence.settleUntil();
        return draft.lookAgain ? draft.now + UNSETTLED_LOOK_MS : NEVER;
    }

    /** Until when somebody may come back who can see the face. */
    private long unseen(Draft draft) {
        var since = draft.presence.company().unseenSince();
        return since > 0 && draft.state.hasConversation()
                ? since + settings.grace().toMillis()
                : NEVER;
    }

    private long nobodyCame(Draft draft) {
        if (Attendance.awaitsAnswer(draft)) return draft.now + RINGING_LOOK_MS;
        var since = Attendance.waitingSince(draft);
        return since == 0 ? NEVER : since + settings.noUserAfter().toMillis();
    }

    private long failedRetry(Draft draft) {
        var wait = settings.failedRetry().toMillis() << Math.min(draft.presence.failures(), 10);
        return Math.min(wait, settings.failedRetryMax().toMillis());
    }
}
