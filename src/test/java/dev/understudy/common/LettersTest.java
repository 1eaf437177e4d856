package dev.understudy.common;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Letters of texts that others send: one for one, and no more work than there are letters. */
class LettersTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void eachLetterIsOneLetter() {
        assertThat(Letters.small("Invalid ACCESS Token \u0130")).isEqualTo("invalid access token i");
        assertThat(Letters.capital("SIGterm \u00df")).isEqualTo("SIGTERM \u00df");
        assertThat(Letters.small("")).isEmpty();
    }

    @Test
    void aLongTextIsNotCopiedForEachOfItsLetters() {
        var text = "\u0130\u00df".repeat(20_000);
        var before = THREADS.getCurrentThreadAllocatedBytes();
        Letters.capital(Letters.small(text));
        // String.toLowerCase: a thousand megabytes
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(16 << 20);
    }
}
