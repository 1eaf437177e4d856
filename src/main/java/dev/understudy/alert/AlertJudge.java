package dev.understudy.alert;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Makes alerts of the signs that somebody is hurt: raised when one lasts, or the third in a row is hit; cleared when nobody is hit any
 * more and it went well for somebody since, or nothing was heard of it for long.
 */
@Component("alertJudge")
public class AlertJudge {
    /** So long a hit counts for the row: a quiet night between two users ends none. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final AlertSigns signs;
    private final Alerts alerts;
    private final SignSettings settings;
    private final Clock clock;

    /** Judges what the store has. */
    public AlertJudge(AlertSigns signs, Alerts alerts, SignSettings settings, Clock clock) {
        this.signs = signs;
        this.alerts = alerts;
        this.settings = settings;
        this.clock = clock;
    }

    /** What an alert is about. */
    private record Matter(AlertKind kind, String subject) {}

    /** Looks once at everything. */
    public void judge() {
        var open = new HashMap<Matter, Alert>();
        alerts.open().stream()
                .filter(alert -> alert.kind().words().isPresent())
                .forEach(alert -> open.put(new Matter(alert.kind(), alert.subject()), alert));
        var hit = new HashMap<Matter, List<AlertSign>>();
        open.keySet().forEach(matter -> hit.put(matter, new ArrayList<>()));
        for (var sign : signs.all())
            hit.computeIfAbsent(new Matter(sign.kind(), sign.subject()), matter -> new ArrayList<>())
                    .add(sign);
        hit.forEach((matter, all) -> judge(matter, all, Optional.ofNullable(open.get(matter))));
    }

    private void judge(Matter matter, List<AlertSign> hit, Optional<Alert> open) {
        if (open.isEmpty() && isAlarming(hit)) tell(matter, hit, open);
        else if (open.isEmpty()) forget(hit, this::isForgotten);
        else if (isOver(hit)) {
            tell(matter, hit, open);
            alerts.clear(matter.kind(), matter.subject());
            forget(hit, sign -> true);
        } else tell(matter, hit, open);
    }

    private boolean isAlarming(List<AlertSign> hit) {
        var since = clock.millis() - settings.lasting().toMillis();
        return inRow(hit) >= settings.row() || hit.stream().anyMatch(sign -> sign.lasts() && sign.firstAt() <= since);
    }

    private boolean isOver(List<AlertSign> hit) {
        if (hit.stream().anyMatch(AlertSign::lasts)) return false;
        var quietSince = clock.millis() - settings.quiet().toMillis();
        return inRow(hit) == 0 || hit.stream().allMatch(sign -> sign.lastAt() <= quietSince);
    }

    private boolean isForgotten(AlertSign sign) {
        return sign.inRow() == 0 || sign.lastAt() <= clock.millis() - REMEMBERED.toMillis();
    }

    /** Raised, or counted on; an alert that says what is true already is left as it is. */
    private void tell(Matter matter, List<AlertSign> hit, Optional<Alert> open) {
        var times = hit.stream()
                .filter(sign -> sign.times() > sign.told())
                .filter(signs::told)
                .mapToLong(sign -> sign.times() - sign.told())
                .sum();
        var detail = detail(hit);
        var isNews =
                open.map(alert -> times > 0 || !alert.detail().equals(detail)).orElse(true);
        if (isNews && !hit.isEmpty()) alerts.raise(matter.kind(), matter.subject(), detail, times);
    }

    private void forget(List<AlertSign> hit, Predicate<AlertSign> which) {
        hit.stream().filter(sign -> !sign.lasts()).filter(which).forEach(signs::forget);
    }

    private static int inRow(List<AlertSign> hit) {
        return hit.stream().mapToInt(AlertSign::inRow).sum();
    }

    /** The last one's words, and how many were hit: {@code … Users hit so far: those of 3 rooms, now: of 1}. */
    private static String detail(List<AlertSign> hit) {
        var words = hit.stream()
                .max(Comparator.comparingLong(AlertSign::seenAt))
                .map(AlertSign::detail)
                .orElse("");
        return words + Counted.of(hit).words();
    }

    /**
     * How many were hit.
     *
     * @param all rooms; what is no room has no place
     * @param now those that still are
     */
    record Counted(long all, long now) {
        static Counted of(List<AlertSign> hit) {
            return new Counted(rooms(hit.stream()), rooms(hit.stream().filter(AlertSign::lasts)));
        }

        private static long rooms(Stream<AlertSign> hit) {
            return hit.map(AlertSign::place)
                    .filter(place -> !place.isEmpty())
                    .distinct()
                    .count();
        }

        String words() {
            if (all == 0) return "";
            return ". Users hit so far: those of " + rooms(all) + ", now: of " + now;
        }

        private static String rooms(long count) {
            return count + (count == 1 ? " room" : " rooms");
        }
    }
}
