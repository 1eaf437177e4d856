package dev.understudy.backendlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which containers a host tells of: what is no such line is left out, before anything is made of it. */
class ContainerSeenTest {
    private static final String ID = "0123456789abcdef".repeat(4);
    private static final String TIME = "2026-11-23T05:51:48.426513123Z";

    @Test
    void aContainerIsReadWithItsTimesAsTheyWereWritten() {
        var seen = ContainerSeen.parse(ID + " /backend " + TIME + " exited " + TIME + " 2026-11-23T05:51:49.10Z 3\n");
        assertThat(seen)
                .containsExactly(new ContainerSeen(
                        ID, "backend", Instant.parse(TIME), "exited", TIME, "2026-11-23T05:51:49.10Z", 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " /b +1000000000-12-31T23:59:59.999999999Z running 2026-11-23T05:51:48Z 0001-01-01T00:00:00Z 0",
                " /b 2026-11-23T05:51:48Z running never 0001-01-01T00:00:00Z 0",
                " /b 2026-11-23T05:51:48Z running +999999999-12-31T23:59:59Z 0001-01-01T00:00:00Z 0",
                " /b 2026-11-23T05:51:48Z exited 2026-11-23T05:51:48Z soon 0",
                " /b 2026-11-23T05:51:48Z exited 2026-11-23T05:51:48Z 2026-11-23T05:51:48Z many",
                " /b 2026-11-23T05:51:48Z exited",
            })
    void whatNoDockerTellsIsLeftOut(String rest) {
        assertThat(ContainerSeen.parse(ID + rest)).isEmpty();
    }
}
