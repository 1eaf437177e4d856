package dev.understudy.backendlog;

import dev.understudy.alert.AlertKind;
import dev.understudy.alert.Alerts;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What people are told of a container's log. While it says that a key is refused, its other errors and tracebacks are part of
 * that trouble and raise nothing of their own; they are counted all the same.
 */
@Component
class Telling {
    /** A container that replaced the one in trouble and is registered has to be quiet for so long. */
    private static final long REPLACED_MS = 60_000;

    private final Alerts alerts;
    private final Troubles troubles;
    private final BackendLogSettings settings;
    private final Clock clock;

    Telling(Alerts alerts, Troubles troubles, BackendLogSettings settings, Clock clock) {
        this.alerts = alerts;
        this.troubles = troubles;
        this.settings = settings;
        this.clock = clock;
    }

    /** What an answer had; lines that are older than an alert would last are not news any more. */
    void of(ReadLog log, Tally tally) {
        var news = tally.counts().stream().filter(this::isNews).toList();
        refusals(log, news);
        var isRefused = troubles.of(log.host(), log.container()).stream().anyMatch(each -> isRefusal(each.kind()));
        var errors = news.stream().filter(each -> isError(log, each)).toList();
        if (!isRefused && !errors.isEmpty()) raise(log, AlertKind.BACKEND_ERRORS, errors);
        var restarts = news.stream().filter(Telling::isRestart).toList();
        if (!restarts.isEmpty()) raise(log, AlertKind.BACKEND_RESTARTS, restarts);
    }

    /** A look at it was good: whatever has been quiet for long enough is over. */
    void settle(ReadLog current) {
        for (var each : troubles.of(current.host(), current.container()))
            if (isOver(each, current)) {
                alerts.clear(each.kind(), subject(current));
                troubles.over(each);
            }
    }

    /** What a container's alerts are about. */
    static String subject(ReadLog log) {
        return subject(log.host(), log.container());
    }

    static String subject(String host, String container) {
        return host + "/" + container;
    }

    private void refusals(ReadLog log, List<Tally.Count> news) {
        for (var meaning : Meaning.values()) {
            if (meaning.refuser().isEmpty()) continue;
            var kind = meaning.alert().orElseThrow();
            var told = new ArrayList<>(of(news, meaning));
            if (meaning == Meaning.TAVUS_REFUSED && (!told.isEmpty() || lasts(log, kind)))
                told.addAll(of(news, Meaning.TAVUS_FAILED));
            if (!told.isEmpty()) raise(log, kind, told);
        }
    }

    private void raise(ReadLog log, AlertKind kind, List<Tally.Count> told) {
        var times = times(told.stream());
        alerts.raise(kind, subject(log), detail(log, kind, told), times);
        troubles.seen(log, kind);
    }

    private static String detail(ReadLog log, AlertKind kind, List<Tally.Count> told) {
        var times = times(told.stream());
        var last = told.stream().map(Tally.Count::last).max(Instant::compareTo).orElseThrow();
        var who = "container " + log.seen().id().substring(0, 12);
        if (kind == AlertKind.BACKEND_RESTARTS) return restarts(who, told);
        var classes = told.stream().map(Tally.Count::name).sorted().distinct().collect(Collectors.joining(", "));
        var what = kind == AlertKind.BACKEND_ERRORS ? "an error (" + classes + ")" : "a refused key";
        return times + (times == 1 ? " line" : " lines") + " in the log of " + who + (times == 1 ? " tells" : " tell")
                + " of " + what + ", the last at " + last.truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    }

    private static String restarts(String who, List<Tally.Count> told) {
        var whole = times(told.stream().filter(each -> each.name().equals(Tally.RESTART)));
        var parts = times(told.stream().filter(each -> each.means() == Meaning.RESTARTED));
        if (parts == 0) return who + " was restarted " + whole + " times";
        var ended = parts + (parts == 1 ? " process" : " processes") + " of " + who + " ended by a signal or an error";
        return whole == 0 ? ended : ended + ", and it was restarted " + whole + " times";
    }

    private static long times(Stream<Tally.Count> told) {
        return told.mapToLong(Tally.Count::count).sum();
    }

    private boolean isOver(Troubles.Trouble trouble, ReadLog current) {
        var quiet = clock.millis() - trouble.seenAt();
        if (quiet > settings.quiet().toMillis()) return true;
        var isReplaced =
                !trouble.containerId().equals(current.seen().id()) && Boolean.TRUE.equals(current.isRegistered());
        return isReplaced && quiet > REPLACED_MS;
    }

    private boolean isNews(Tally.Count count) {
        return count.last().toEpochMilli() > clock.millis() - settings.quiet().toMillis();
    }

    private boolean lasts(ReadLog log, AlertKind kind) {
        return troubles.of(log.host(), log.container()).stream().anyMatch(each -> each.kind() == kind);
    }

    private boolean isError(ReadLog log, Tally.Count count) {
        return count.means() == Meaning.ERROR || count.means() == Meaning.TAVUS_FAILED;
    }

    private static boolean isRestart(Tally.Count count) {
        return count.name().equals(Tally.RESTART) || count.means() == Meaning.RESTARTED;
    }

    private static boolean isRefusal(AlertKind kind) {
        return kind != AlertKind.BACKEND_ERRORS
                && kind != AlertKind.BACKEND_RESTARTS
                && kind != AlertKind.BACKEND_LOG_UNREADABLE;
    }

    private static List<Tally.Count> of(List<Tally.Count> news, Meaning meaning) {
        return news.stream().filter(each -> each.means() == meaning).toList();
    }
}
