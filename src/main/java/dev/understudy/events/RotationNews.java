package dev.understudy.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.common.IsoTime;
import dev.understudy.rotation.RotationEvents;
import dev.understudy.rotation.RotationEvents.Line;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The steps of the rotations, when they begin and when they end, and how rotations end. For operators. */
@Component
class RotationNews implements NewsSource {
    private final RotationEvents events;

    RotationNews(RotationEvents events) {
        this.events = events;
    }

    /**
     * A happening as listeners read it.
     *
     * @param at ISO-8601, UTC, with milliseconds
     * @param host where; absent for what is done here
     * @param step which; absent when it is about the whole
     * @param outcome of the step; absent while it is being done
     * @param state of the rotation, at its end
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            String rotation,
            String at,
            @Nullable String host,
            @Nullable String step,
            @Nullable String outcome,
            @Nullable String observed,
            @Nullable String state) {}

    @Override
    public List<News> since(long at, int limit) {
        return events.since(at, limit).stream().map(RotationNews::news).toList();
    }

    private static News news(Line line) {
        var view = new View(
                line.rotation(),
                IsoTime.of(line.at()),
                line.host(),
                line.step(),
                line.outcome(),
                line.observed(),
                line.state());
        return new News(new Position(line.at(), line.rotation(), line.seq()), null, "rotation", view);
    }
}
