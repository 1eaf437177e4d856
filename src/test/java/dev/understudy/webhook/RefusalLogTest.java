package dev.understudy.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.common.Problem;
import dev.understudy.fixtures.OneAtATime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@OneAtATime
@ExtendWith(OutputCaptureExtension.class)
class RefusalLogTest {
    private long now = 1_795_410_048_000L;

    @Test
    void refusalsAreHeardButOnlyOnceAMinute(CapturedOutput output) {
        var log = new RefusalLog(new Ticking());
        for (int i = 0; i < 100; i++)
            log.add(Problem.of(401, "x", "x", "its key is not known here").refused());
        assertThat(output.getOut().split("its key is not known here", -1)).hasSize(2);
        now += 60_000;
        log.add(Problem.of(401, "x", "x", "its token has expired").refused());
        assertThat(output).contains("its token has expired");
    }

    private final class Ticking extends Clock {
        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(now);
        }
    }
}
