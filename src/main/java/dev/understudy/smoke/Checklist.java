package dev.understudy.smoke;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run while it is worked on, as the exchange property {@code checklist}. Each line is written down as it is decided. */
public final class Checklist {
    private final SmokeRuns runs;
    private final Clock clock;
    private final long leaseMs;
    private final Map<Line, Finding> decided = new EnumMap<>(Line.class);
    private final Map<Line, Long> since = new EnumMap<>(Line.class);
    private SmokeRun run;
    private long writtenAt;
    private boolean lost;

    /** Of a run that this node holds, with what was found before. */
    Checklist(SmokeRun run, SmokeRuns runs, Clock clock, long leaseMs) {
        this.run = run;
        this.runs = runs;
        this.clock = clock;
        this.leaseMs = leaseMs;
        writtenAt = clock.millis();
        run.findings().forEach(finding -> decided.put(finding.line(), finding));
    }

    /** The run, with what is found so far. */
    SmokeRun run() {
        return run;
    }

    /** The line is up: its time runs from the first call on. */
    void begin(Line line) {
        since.putIfAbsent(line, clock.millis());
    }

    /** How long the line has been up, ms. */
    long waited(Line line) {
        return since.containsKey(line) ? clock.millis() - since.get(line) : 0;
    }

    /** Seen. */
    void passed(Line line, String detail) {
        decide(line, Outcome.PASSED, detail);
    }

    /** Not seen, or seen to be wrong. */
    void failed(Line line, String detail) {
        decide(line, Outcome.FAILED, detail);
    }

    /** Not looked at. */
    void skipped(Line line, String detail) {
        decide(line, Outcome.SKIPPED, detail);
    }

    /** Whether it is decided. */
    boolean has(Line line) {
        return decided.containsKey(line);
    }

    /** Whether it was decided so. */
    boolean is(Line line, Outcome outcome) {
        var finding = decided.get(line);
        return finding != null && finding.outcome() == outcome;
    }

    /** For the route: whether there is a token to go on with. */
    public boolean hasToken() {
        return is(Line.TOKEN, Outcome.PASSED);
    }

    /** For the route: whether LiveKit lets the holder of the token in. */
    public boolean isAdmitted() {
        return hasToken() && !is(Line.USER, Outcome.FAILED);
    }

    /** Something of ours broke: the line that was up is to blame. Not written, since the store may be what broke. */
    void broke(String detail) {
        var up = since.keySet().stream().filter(line -> !has(line)).findFirst();
        brokeAt(up.orElse(Line.CLEANUP), detail);
    }

    /** The same, of one line. */
    void brokeAt(Line line, String detail) {
        note(line, Outcome.FAILED, detail);
    }

    /** The first line that failed. */
    Optional<Finding> firstFailed() {
        return findings().stream()
                .filter(finding -> finding.outcome() == Outcome.FAILED)
                .findFirst();
    }

    /** The first of the path, the page left out, which has an alert of its own. */
    Optional<Finding> firstOfThePath() {
        return findings().stream()
                .filter(finding -> finding.outcome() == Outcome.FAILED && finding.line() != Line.SITE)
                .findFirst();
    }

    /** The decided lines in their order. */
    List<Finding> findings() {
        var all = new ArrayList<>(decided.values());
        all.sort(Comparator.comparing(Finding::line));
        return all;
    }

    /** A client was started, which has to be found again should we be killed. */
    void client(String mark) {
        run = new SmokeRun(run.id(), run.state(), run.askedBy(), run.room(), mark, run.findings(), run.startedAt());
        write();
    }

    /** Whether another node has taken the run over. */
    boolean isLost() {
        return lost;
    }

    /** Still at it: the lease is renewed when a third of it is over. */
    void alive() {
        if (clock.millis() - writtenAt > leaseMs / 3) write();
    }

    /** Lines that were never reached are skipped, and the run gets its verdict. */
    SmokeRun verdict() {
        for (var line : Line.values()) if (!has(line)) note(line, Outcome.SKIPPED, "not reached");
        return with(firstFailed().isEmpty() ? RunState.PASSED : RunState.FAILED);
    }

    /** It was cut off at the first line that is not decided. */
    void interrupted(String detail) {
        for (var line : Line.values()) {
            if (has(line)) continue;
            note(line, Outcome.FAILED, detail);
            return;
        }
    }

    private void decide(Line line, Outcome outcome, String detail) {
        note(line, outcome, detail);
        run = with(run.state());
        write();
    }

    private void note(Line line, Outcome outcome, String detail) {
        var ms = outcome == Outcome.SKIPPED ? 0 : waited(line);
        decided.putIfAbsent(line, new Finding(line, outcome, ms, detail));
    }

    private SmokeRun with(RunState state) {
        return new SmokeRun(run.id(), state, run.askedBy(), run.room(), run.client(), findings(), run.startedAt());
    }

    private void write() {
        writtenAt = clock.millis();
        lost = !runs.found(run, leaseMs);
        if (lost) throw new RunLost(run.id());
    }

    /** Another node took the run over, because this one stood still for too long: it is that one's to clean up. */
    static final class RunLost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RunLost(String id) {
            super("smoke check " + id + " is another node's by now");
        }
    }
}
