package dev.understudy.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** Which session a log line is about. */
class MentionTest {
    @AfterEach
    void forget() {
        MDC.remove(Mention.KEY);
    }

    @Test
    void linesCarryTheSessionWhileItIsMentioned() {
        try (var mention = Mention.of("s1")) {
            assertThat(MDC.get(Mention.KEY)).isEqualTo("s1");
        }
        assertThat(MDC.get(Mention.KEY)).isNull();
    }

    @Test
    void whoMentionedOneBeforeGoesOnWithThat() {
        MDC.put(Mention.KEY, "s1");
        try (var mention = Mention.of("s2")) {
            assertThat(MDC.get(Mention.KEY)).isEqualTo("s2");
        }
        assertThat(MDC.get(Mention.KEY)).isEqualTo("s1");
    }
}
