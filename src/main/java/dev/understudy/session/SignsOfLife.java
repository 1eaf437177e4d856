package dev.understudy.session;

import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Which agents their workers vouch for. A worker's newest report lists those whose processes live; whoever was listed and is missing from the next one, or
 * whose worker's report is late, is in doubt once, and vouched for again when it is listed again. In memory.
 */
@Component
public class SignsOfLife {
    private static final Logger log = LoggerFactory.getLogger(SignsOfLife.class);
    /** Who holds the token may still be mistaken: more than this is not remembered, and those agents are pinged as all others. */
    private static final int WORKERS = 1_000;

    private static final int AGENTS = 50_000;

    private final Map<String, Report> reports = new HashMap<>();
    private final Map<Seat, String> vouchers = new HashMap<>();
    private final Set<Seat> doubted = new HashSet<>();
    private final AliveSettings settings;
    private final Clock clock;
    private boolean full;

    /** Knows of nobody at first. */
    public SignsOfLife(AliveSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * An agent's place.
     *
     * @param room where
     * @param agent its identity there
     */
    public record Seat(String room, String agent) {
        /** Where that one is. */
        public static Seat of(Watched agent) {
            return new Seat(agent.room(), agent.agent());
        }
    }

    /** When a worker was heard of last, UTC ms, and whom it listed. */
    private record Report(long at, Set<Seat> agents) {}

    /** A worker lists the agents whose processes live now. */
    public synchronized void report(String worker, Set<Seat> agents) {
        take(worker, clock.millis(), agents);
    }

    /** A worker listed these at that time, UTC ms, elsewhere: counts when it is newer than what is known, and not late. */
    public synchronized void learn(String worker, long at, Set<Seat> agents) {
        var known = reports.get(worker);
        var report = new Report(at, agents);
        if (!isLate(report) && (known == null || known.at() < at)) take(worker, at, agents);
    }

    private void take(String worker, long at, Set<Seat> agents) {
        var before = reports.remove(worker);
        if (before != null) before.agents().forEach(seat -> vouchers.remove(seat, worker));
        var fits = reports.size() < WORKERS && vouchers.size() + agents.size() <= AGENTS;
        if (fits) {
            reports.put(worker, new Report(at, Set.copyOf(agents)));
            agents.forEach(seat -> vouchers.put(seat, worker));
        } else if (!full) log.warn("more workers or agents report than are remembered: the others are pinged");
        full = !fits;
        if (before != null) doubt(before);
    }

    /** Whether its worker says so, and has said so of late. */
    public synchronized boolean vouchFor(Watched agent) {
        var worker = vouchers.get(Seat.of(agent));
        var report = worker == null ? null : reports.get(worker);
        return report != null && !isLate(report);
    }

    /** Takes those who were vouched for until now and are not any more; each once. */
    public synchronized Set<Seat> doubted() {
        var late = reports.entrySet().stream()
                .filter(entry -> isLate(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        for (var worker : late) forget(worker);
        var all = Set.copyOf(doubted);
        doubted.clear();
        return all;
    }

    /** Whether some worker's report is late. */
    public synchronized boolean isAnyLate() {
        return reports.values().stream().anyMatch(this::isLate);
    }

    /** How many agents are vouched for. */
    public synchronized int count() {
        return (int) vouchers.values().stream()
                .map(reports::get)
                .filter(report -> report != null && !isLate(report))
                .count();
    }

    private void forget(String worker) {
        var report = reports.remove(worker);
        if (report == null) return;
        report.agents().forEach(seat -> vouchers.remove(seat, worker));
        doubt(report);
    }

    private void doubt(Report report) {
        for (var seat : report.agents()) if (!vouchers.containsKey(seat) && doubted.size() < AGENTS) doubted.add(seat);
    }

    /** A report from the future is of before the clock was set back, or by another node's clock: it is believed no longer. */
    private boolean isLate(Report report) {
        return Math.abs(clock.millis() - report.at()) > settings.lateAfter().toMillis();
    }
}
