package dev.understudy.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The contract with OpenSSH's server, where there is one. */
@EnabledIf("dev.understudy.host.OpenSshd#isThere")
class SshHostOpenSshTest extends HostContract {
    private OpenSshd sshd;

    @Override
    Sshd start(Sshd.Plan plan) {
        sshd = new OpenSshd(plan);
        return sshd;
    }

    @Test
    void aServerThatIsStoppedIsGivenUp() {
        scene.heartbeat = Duration.ofMillis(500);
        try (var host = scene.connect()) {
            host.run(Command.of("true"));
            sshd.signal("STOP");
            var start = System.nanoTime();
            assertThatThrownBy(() -> host.run(Command.of("true"))).isInstanceOf(HostTrouble.ConnectionLost.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        }
    }

    @Test
    void aServerThatIsKilledGivesNoResult() {
        try (var host = scene.connect()) {
            assertThatThrownBy(() -> host.run(sh("echo almost; kill -KILL $PPID; sleep 1")))
                    .isInstanceOf(HostTrouble.ConnectionLost.class);
        }
    }
}
