package dev.understudy.host;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The contract with a server in this JVM, and what only that one can be made to do. */
class SshHostTest extends HostContract {
    @Override
    Sshd start(Sshd.Plan plan) {
        return new EmbeddedSshd(plan);
    }

    @Test
    void aChannelThatEndsWithoutAnExitCodeIsNoSuccess() {
        try (var host = scene.connect()) {
            assertThatThrownBy(() -> host.run(sh("echo almost; exit " + LocalCommand.VANISH)))
                    .isInstanceOf(HostTrouble.ConnectionLost.class)
                    .hasMessageNotContaining("almost");
        }
    }
}
