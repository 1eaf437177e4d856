package dev.understudy.host;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The contract with a server in this JVM, and hosts that do not answer. */
class SshHostLoginTest extends HostLoginContract {
    @Override
    Sshd start(Sshd.Plan plan) {
        return new EmbeddedSshd(plan);
    }

    @Test
    void aHostThatIsNotThereCannotBeReached() {
        scene.wire.close();
        assertThatThrownBy(scene::connect)
                .isInstanceOf(HostTrouble.Unreachable.class)
                .hasMessageContainingAll(scene.address().toString(), "refused");
    }

    /** Its name is longer than one may be, so that no name server is asked. */
    @Test
    void aNameThatNobodyHasCannotBeReached() {
        var settings = scene.settings();
        var nobody = new HostAddress("x".repeat(64) + ".invalid", 22, "somebody");
        assertThatThrownBy(() -> new SshHosts(settings).connect(nobody))
                .isInstanceOf(HostTrouble.Unreachable.class)
                .hasMessageContaining("unknown name");
    }

    @Test
    void aHostThatSaysNothingIsGivenUpInTime() throws IOException {
        scene.connectTimeout = Duration.ofMillis(700);
        try (var mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var address = new HostAddress("127.0.0.1", mute.getLocalPort(), "somebody");
            assertThatThrownBy(() -> new SshHosts(scene.settings()).connect(address))
                    .isInstanceOf(HostTrouble.Unreachable.class)
                    .hasMessageContaining("700 ms");
        }
    }

    @Test
    void aHostThatHangsUpCannotBeReached() throws IOException {
        scene.wire.fallSilent();
        scene.connectTimeout = Duration.ofMillis(700);
        assertThatThrownBy(scene::connect).isInstanceOf(HostTrouble.Unreachable.class);
    }
}
