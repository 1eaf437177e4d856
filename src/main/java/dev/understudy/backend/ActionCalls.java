package dev.understudy.backend;

import dev.understudy.common.IsoTime;
import dev.understudy.common.Problem;
import dev.understudy.web.Reply;
import java.time.Clock;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code GET /api/actions/{id}}: what became of an action. */
@Component("backendActions")
public class ActionCalls {
    private final Actions actions;
    private final Clock clock;

    /** Reads the store. */
    ActionCalls(Actions actions, Clock clock) {
        this.actions = actions;
        this.clock = clock;
    }

    /**
     * An action as the API shows it.
     *
     * @param state running, done or failed; never done unless that was seen
     * @param startedAt ISO-8601, UTC, with milliseconds
     * @param ms until it was over, or until now
     * @param observed what was seen; null while nothing was
     */
    public record View(
            String id,
            String action,
            String host,
            String state,
            String startedAt,
            long ms,
            @Nullable String observed) {}

    /** One. */
    public Reply get(@Header("id") String id) {
        return Reply.ok(actions.find(id).map(this::view).orElseThrow(() -> Problem.of(
                        404, "no-such-action", "No such action", "The answer to a restart names it in Location.")
                .refused()));
    }

    View view(Action action) {
        var finished = action.finishedAt();
        return new View(
                action.id(),
                action.asked().action(),
                action.asked().backend(),
                action.state().code(),
                IsoTime.of(action.startedAt()),
                (finished == null ? clock.millis() : finished) - action.startedAt(),
                action.observed().isEmpty() ? null : action.observed());
    }
}
