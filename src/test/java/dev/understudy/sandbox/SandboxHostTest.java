package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.fixtures.App;
import dev.understudy.host.DockerCommands;
import dev.understudy.host.HostSettings;
import dev.understudy.rotation.RotationSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

/** The sandbox's own settings lead to the host that it simulates. */
class SandboxHostTest {
    private final App app = App.shared();

    @Test
    void theApplicationsSettingsLeadToTheSimulatedHost() throws IOException {
        var settings = app.bean(HostSettings.class);
        var target = app.bean(RotationSettings.class).hosts().get(0);
        assertThat(settings.keyFile()).isEqualTo(settings.knownHosts().resolveSibling(HostKeys.CLIENT));
        try (var client = HostClient.connect(settings.knownHosts().getParent(), target.port(), target.user())) {
            assertThat(client.run(DockerCommands.inspect(target.container())).isGood())
                    .isTrue();
        }
    }

    @Test
    void whereItsPortIsTakenItListensOnAFreeOneAndNobodyKnocksAtTheOther() throws IOException {
        try (var taken = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
                var other = App.start("--understudy.sandbox.ssh-port=" + taken.getLocalPort())) {
            var target = other.bean(RotationSettings.class).hosts().get(0);
            assertThat(target.port()).isNotEqualTo(taken.getLocalPort()).isPositive();
            var folder = other.bean(HostSettings.class).knownHosts().getParent();
            try (var client = HostClient.connect(folder, target.port(), target.user())) {
                assertThat(client.run(DockerCommands.version()).isGood()).isTrue();
            }
            var seen = other.send(other.request("/sandbox/host").header("Authorization", "Bearer sandbox"));
            assertThat(seen.body()).contains("\"port\":" + target.port());
            taken.setSoTimeout(1);
            assertThatThrownBy(taken::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void theLookInsideIsForTheOperator() {
        assertThat(app.get("/sandbox/host").statusCode()).isEqualTo(401);
        var seen = app.send(app.request("/sandbox/host").header("Authorization", "Bearer sandbox"));
        assertThat(seen.body())
                .contains("\"name\":\"avatar-backend\"", "\"registered\":true", "\"path\":\"/srv/avatar/.env\"")
                .doesNotContain("sandbox-tavus-key");
    }
}
