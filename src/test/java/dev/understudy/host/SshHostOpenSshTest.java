package dev.understudy.host;

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
            // without heartbeats it would be the command that takes too long
            assertThatThrownBy(() -> host.run(Command.of("true"))).isInstanceOf(HostTrouble.ConnectionLost.class);
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
