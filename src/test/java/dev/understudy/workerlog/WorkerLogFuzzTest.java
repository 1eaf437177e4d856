package dev.understudy.workerlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.Fuzz;
import dev.understudy.fixtures.WorkerLogParts;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever a worker logs: it is read, in memory that its length allows, and what is told of it in words stays short. */
@Tag("fuzz")
class WorkerLogFuzzTest {
    /** Of understudy.host.output-limit. */
    private static final int OUTPUT = 1 << 20;

    /** What is always said, characters. */
    private static final int ROOM = 4_096;

    @Test
    void anyLogIsRead() {
        Fuzz.of("worker-logs", OUTPUT).at(bytes -> {
            var printed = new String(bytes, StandardCharsets.UTF_8);
            var log = WorkerLogParts.LOGS.read(printed);
            if (!log.isRegistered()) assertThat(log.workerId()).isNull();
            assertThat(log.seen()).hasSizeLessThan(ROOM);
            assertThat(log.records().stream()
                            .mapToInt(record -> record.told().length())
                            .sum())
                    .isLessThanOrEqualTo(6 * printed.length() + ROOM);
        });
    }
}
