package dev.understudy.hosts;

import static org.awaitility.Awaitility.await;

import dev.understudy.fixtures.host.DockerHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/** Strikes the application or the host, and lets what was struck come back. */
final class Strike {
    private static final Duration FIND = Duration.ofMillis(300);
    private final DockerHost machine;
    private final Rotator rotator;

    Strike(DockerHost machine, Rotator rotator) {
        this.machine = machine;
        this.rotator = rotator;
    }

    /** Strikes; says what was hit, nothing when there was nothing to hit. */
    String hit(Fault.Kind kind) {
        return switch (kind) {
            case APPLICATION -> application();
            case CONNECTION -> connection();
            case ENGINE -> engine();
            case COMMAND -> command();
        };
    }

    /** What was struck is there again. */
    void mend(Fault.Kind kind) {
        if (kind == Fault.Kind.ENGINE) machine.engine().restart();
        if (kind == Fault.Kind.APPLICATION) rotator.production().start();
    }

    private String application() {
        rotator.production().application().kill();
        return "the application";
    }

    private String engine() {
        machine.engine().kill();
        return "the engine";
    }

    private String connection() {
        var killed = new int[1];
        until(() -> (killed[0] = machine.sshd().killSessions()) > 0);
        return killed[0] == 0 ? "" : killed[0] + " processes of sshd";
    }

    private String command() {
        List<String> killed = new ArrayList<>();
        until(() -> {
            killed.addAll(machine.sshd().killCommands());
            return !killed.isEmpty();
        });
        return String.join(" ", killed);
    }

    /** Between two commands there is nothing to strike: a little later there is. */
    private static void until(java.util.concurrent.Callable<Boolean> hit) {
        try {
            await().atMost(FIND)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(1, TimeUnit.MILLISECONDS)
                    .until(hit);
        } catch (ConditionTimeoutException nothing) {
            return;
        }
    }
}
