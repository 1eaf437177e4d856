package dev.understudy.backendlog;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What an answer had is counted and told, and the bookmark moved, all or nothing: whoever is killed before reads it again. */
@Component
class Counting {
    private final ReadLogs logs;
    private final LineCounts counts;
    private final Telling telling;
    private final Words words;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;

    Counting(
            ReadLogs logs,
            LineCounts counts,
            Telling telling,
            Words words,
            TransactionTemplate transaction,
            MeterRegistry meters) {
        this.logs = logs;
        this.counts = counts;
        this.telling = telling;
        this.words = words;
        this.transaction = transaction;
        this.meters = meters;
    }

    /** Another node reads it by now. */
    static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overtaken() {
            super("another node reads that log", null, false, false);
        }
    }

    /**
     * Once.
     *
     * @throws Overtaken when another node has moved the bookmark
     */
    void count(ReadLog log, Tally tally) {
        words.of(tally);
        transaction.executeWithoutResult(status -> {
            if (!logs.move(log)) throw new Overtaken();
            counts.add(log.host(), log.seen().id(), tally.counts());
            telling.of(log, tally);
        });
        measure(tally);
    }

    /** It was removed, and what it said last is not known: once. */
    void lost(ReadLog log, Tally tally, long now) {
        var isNew = transaction.execute(status -> {
            if (!logs.gone(log, now)) return false;
            counts.add(log.host(), log.seen().id(), tally.counts());
            return true;
        });
        if (Boolean.TRUE.equals(isNew)) measure(tally);
    }

    private void measure(Tally tally) {
        for (var each : tally.counts())
            meters.counter(BackendMeters.LINES, "class", each.name()).increment(each.count());
    }
}
