package dev.understudy.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** In which spellings a field is known, and what an unknown one may cost. */
class SnakeCaseTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void onlyKnownNamesAreChanged() {
        assertThat(of("participantIdentity")).isEqualTo("participant_identity");
        assertThat(of("participantAttributes")).isEqualTo("participant_attributes");
        assertThat(of("participantKind")).isEqualTo("participantKind");
        assertThat(of("room_name")).isEqualTo("room_name");
    }

    @Test
    void aNameAsLongAsABodyIsNotCopiedForEachOfItsLetters() {
        var name = "\u0130".repeat(30_000);
        var before = THREADS.getCurrentThreadAllocatedBytes();
        assertThat(of(name)).isSameAs(name);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(16 << 20);
    }

    private static String of(String name) {
        return SnakeCase.of(JsonNodeFactory.instance.objectNode().put(name, 1))
                .fieldNames()
                .next();
    }
}
