package dev.understudy.backendlog;

import dev.understudy.credential.Judgements;
import dev.understudy.credential.Judgements.Word;
import dev.understudy.credential.Keys;
import dev.understudy.credential.Source;
import dev.understudy.credential.Verdict;
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

    /** A word of a log on a key: it says nothing of which key was sent, so the current one is asked about. */
    @Component
    record Words(Judgements judgements, Keys keys) {
        void of(Tally tally) {
            for (var each : tally.counts()) {
                var means = each.means();
                if (means != null) means.refuser().ifPresent(this::doubt);
            }
        }

        private void doubt(dev.understudy.credential.Provider provider) {
            var key = keys.current(provider);
            if (key.isEmpty()) return;
            judgements.heard(new Word(
                    provider,
                    key.fingerprint(),
                    Verdict.UNKNOWN,
                    "a backend's log tells of a refused key",
                    Source.LOG));
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
