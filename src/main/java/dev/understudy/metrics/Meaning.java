package dev.understudy.metrics;

import dev.understudy.session.Change;
import dev.understudy.session.EndReason;
import dev.understudy.session.Plan.AvatarBy;
import dev.understudy.session.Reason;
import dev.understudy.session.Session;
import dev.understudy.session.SessionState;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a written change means for the numbers. Pure: it only compares before and after.
 *
 * @param before as it was
 * @param after as it is
 */
record Meaning(Session before, Session after) {
    static Meaning of(Change change) {
        return new Meaning(change.before(), change.after());
    }

    /** Whether the session is over by this change. */
    boolean isOver() {
        return before.state().isOpen() && !after.state().isOpen();
    }

    /** ms from creation to the first agent. */
    OptionalLong timeToAgent() {
        if (!joined() || before.casting().base() > 0) return OptionalLong.empty();
        return OptionalLong.of(after.casting().joinedAt() - after.stamps().createdAt());
    }

    /** ms from the agent's joining to video, when nothing went wrong in between: later tries have their waiting times in them. */
    OptionalLong timeToVideo() {
        var fresh = before.state() == SessionState.VIDEO_STARTING || before.state() == SessionState.AUDIO;
        if (after.state() != SessionState.VIDEO
                || !fresh
                || before.reason() != null
                || after.face().tries() > 1) return OptionalLong.empty();
        return OptionalLong.of(after.stamps().updatedAt() - after.casting().joinedAt());
    }

    /** What became of a dispatch. */
    Optional<String> dispatchResult() {
        if (joined()) return Optional.of("joined");
        var cause = after.casting().cause();
        if (after.casting().attempt() > before.casting().attempt())
            return Optional.ofNullable(cause).map(EndReason::code);
        if (after.state() != SessionState.FAILED || !isOver()) return Optional.empty();
        return Optional.ofNullable(after.endReason()).map(EndReason::code);
    }

    /** Why it is audio, when this change made it so. */
    Optional<Reason> fallback() {
        var reason = after.reason();
        if (after.state() != SessionState.AUDIO || reason == null) return Optional.empty();
        return before.state().hasConversation() || before.reason() != reason ? Optional.of(reason) : Optional.empty();
    }

    /** Whether Tavus gave a face that was wanted; a breaker that is open says no in its name. */
    Optional<Boolean> tavusGave() {
        var made = before.face().conversationId() == null && after.face().conversationId() != null;
        if (made && after.plan().avatar() == AvatarBy.UNDERSTUDY) return Optional.of(true);
        return fallback().filter(reason -> reason.code().startsWith("tavus_")).map(reason -> false);
    }

    /** Whether an agent that was waited for came; who left before the deadline proves nothing. */
    Optional<Boolean> agentCame(long deadlineMs) {
        if (joined()) return Optional.of(true);
        if (!isOver() || after.casting().identity() != null) return Optional.empty();
        return after.state() == SessionState.FAILED || waited() >= deadlineMs ? Optional.of(false) : Optional.empty();
    }

    private boolean joined() {
        return before.casting().identity() == null && after.casting().identity() != null;
    }

    /** ms that a session waited for its first agent, until its last user left. */
    private long waited() {
        if (after.casting().base() > 0) return 0;
        var leftAt = before.presence().endingAt();
        var until = leftAt > 0 ? leftAt : after.stamps().updatedAt();
        return until - after.stamps().createdAt();
    }
}
