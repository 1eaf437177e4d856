package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a job waits for a process. */
class WarmProcessesTest {
    private static final Duration START = Duration.ofMillis(1400);

    @Test
    void asManyAsAreWarmStartAtOnceAndTheOthersOneAfterTheOther() {
        var began = System.nanoTime();
        var processes = new WarmProcesses(2);
        assertThat(processes.take()).isZero();
        assertThat(processes.take()).isZero();
        var third = processes.take();
        var fourth = processes.take();
        var took = Duration.ofNanos(System.nanoTime() - began);
        assertThat(third).isBetween(START.minus(took), START);
        assertThat(fourth).isBetween(START.multipliedBy(2).minus(took), START.multipliedBy(2));
    }

    @Test
    void withoutALimitNobodyWaits() {
        var processes = new WarmProcesses(0);
        for (var i = 0; i < 5; i++) assertThat(processes.take()).isZero();
    }
}
