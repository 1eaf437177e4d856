package dev.understudy.alert;

import static java.util.stream.Collectors.groupingBy;

import dev.understudy.common.IsoTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Alerts as the API shows them. */
@Component
public class AlertViews {
    private final Deliveries deliveries;
    private final Runbook runbook;

    AlertViews(Deliveries deliveries, Runbook runbook) {
        this.deliveries = deliveries;
        this.runbook = runbook;
    }

    /** An alert with what was told of it; times are ISO-8601 in UTC with milliseconds. */
    public record View(
            String id,
            String kind,
            String subject,
            String detail,
            long count,
            String raisedAt,
            String seenAt,
            @Nullable String clearedAt,
            String runbook,
            List<Told> deliveries) {}

    /** A delivery; lastOutcome is null before the first try. */
    public record Told(
            String receiver,
            String event,
            String state,
            int tries,
            @Nullable String lastOutcome) {}

    /** Those, in their order. */
    List<View> of(List<Alert> alerts) {
        var told =
                deliveries.of(alerts.stream().map(Alert::id).toList()).stream().collect(groupingBy(Delivery::alert));
        return alerts.stream()
                .map(alert -> view(alert, told.getOrDefault(alert.id(), List.of())))
                .toList();
    }

    private View view(Alert alert, List<Delivery> told) {
        var clearedAt = alert.clearedAt();
        return new View(
                alert.id(),
                alert.kind().code(),
                alert.subject(),
                alert.detail(),
                alert.count(),
                IsoTime.of(alert.raisedAt()),
                IsoTime.of(alert.seenAt()),
                clearedAt == null ? null : IsoTime.of(clearedAt),
                runbook.heading(alert.kind()),
                told.stream().map(AlertViews::told).toList());
    }

    private static Told told(Delivery each) {
        var state = each.state().name().toLowerCase(Locale.ROOT);
        return new Told(each.receiver(), each.event().code(), state, each.tries(), each.outcome());
    }
}
