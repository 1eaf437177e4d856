package dev.understudy.events;

import dev.understudy.alert.AlertHappenings;
import dev.understudy.alert.AlertHappenings.Line;
import dev.understudy.common.IsoTime;
import java.util.List;
import org.springframework.stereotype.Component;

/** Alerts, when they are raised and when they are cleared. For operators. */
@Component
class AlertNews implements NewsSource {
    private final AlertHappenings happenings;

    AlertNews(AlertHappenings happenings) {
        this.happenings = happenings;
    }

    /**
     * A happening as listeners read it.
     *
     * @param at ISO-8601, UTC, with milliseconds
     * @param event raised or cleared
     */
    record View(String alert, String at, String event, String kind, String subject, String detail, long count) {}

    @Override
    public List<News> since(long at, int limit) {
        return happenings.since(at, limit).stream().map(AlertNews::news).toList();
    }

    private static News news(Line line) {
        var view = new View(
                line.alert(),
                IsoTime.of(line.at()),
                line.event().code(),
                line.kind(),
                line.subject(),
                line.detail(),
                line.count());
        return new News(new Position(line.at(), line.alert(), line.seq()), null, "alert", view);
    }
}
