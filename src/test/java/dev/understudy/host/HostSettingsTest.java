package dev.understudy.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

class HostSettingsTest {
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withUserConfiguration(Hosting.class);

    @Configuration
    @EnableConfigurationProperties(HostSettings.class)
    @Import(SshHosts.class)
    static class Hosting {}

    @Test
    void theDefaultsNameNoKeyAndNoAgent() {
        runner.run(context -> {
            var settings = context.getBean(HostSettings.class);
            assertThat(settings.keyFile()).isNull();
            assertThat(settings.agentSocket()).isNull();
            assertThat(settings.passphrase().isEmpty()).isTrue();
            assertThat(settings.knownHosts()).isEqualTo(Path.of("config/known_hosts"));
            assertThat(settings.heartbeat()).isEqualTo(Duration.ofSeconds(5));
            assertThat(context.getBean(Hosts.class)).isInstanceOf(SshHosts.class);
        });
    }

    @Test
    void pathsAreTakenAsTheyAre() {
        runner.withPropertyValues(
                        "understudy.host.key-file=/keys/id_ed25519", "understudy.host.agent-socket=agent/socket")
                .run(context -> {
                    var settings = context.getBean(HostSettings.class);
                    assertThat(settings.keyFile()).isEqualTo(Path.of("/keys/id_ed25519"));
                    assertThat(settings.agentSocket()).isEqualTo(Path.of("agent/socket"));
                });
    }
}
