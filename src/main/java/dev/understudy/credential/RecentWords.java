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
                && Math.abs(clock.millis() - last.at()) < REPEATED_WITHIN_MS;
    }

    /** It was written down. */
    void add(Word word) {
        if (words.size() > MOST) words.clear();
        words.put(name(word), new Last(word.verdict(), word.source(), clock.millis()));
    }

    private static String name(Word word) {
        return word.provider().wire() + " " + word.fingerprint();
    }
}
