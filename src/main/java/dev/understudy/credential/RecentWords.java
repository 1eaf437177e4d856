package dev.understudy.credential;

import dev.understudy.credential.Judgements.Word;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The last word on each key that this node heard in use or read in a log. Of a hundred sessions that hear the same at once, one
 * writes it down. What was asked on purpose is always written: two refusals in a row count.
 */
@Component
class RecentWords {
    private static final long REPEATED_WITHIN_MS = 10_000;
    /** A container can go on complaining of a key that only it still has: every line brings a check of all the others forward. */
    private static final long LOG_REPEATED_WITHIN_MS = 120_000;

    private static final int MOST = 1_000;
    private final Map<String, Last> words = new ConcurrentHashMap<>();
    private final Clock clock;

    RecentWords(Clock clock) {
        this.clock = clock;
    }

    /** A word without its key, and when it was written down. */
    private record Last(Verdict verdict, Source source, long at) {}

    /** Whether the same was written down a moment ago. */
    boolean has(Word word) {
        if (word.source() == Source.CHECK) return false;
        var last = words.get(name(word));
        return last != null
                && last.verdict() == word.verdict()
                && last.source() == word.source()
                && Math.abs(clock.millis() - last.at()) < within(word.source());
    }

    /** It was written down. */
    void add(Word word) {
        if (words.size() > MOST) words.clear();
        words.put(name(word), new Last(word.verdict(), word.source(), clock.millis()));
    }

    /** A log has its own place: the check that it brings about must not make its next line news. */
    private static String name(Word word) {
        var key = word.provider().wire() + " " + word.fingerprint();
        return word.source() == Source.LOG ? "log " + key : key;
    }

    private static long within(Source source) {
        return source == Source.LOG ? LOG_REPEATED_WITHIN_MS : REPEATED_WITHIN_MS;
    }
}
