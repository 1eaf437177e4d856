package dev.understudy.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What camel-ssh does by itself is not enough (it accepts hosts it cannot tell, and waits for ever); with this client it is. */
class StrictClientTest {
    private static final Duration LONG = Duration.ofSeconds(120);
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private HostScene scene;

    @TempDir
    Path folder;

    @BeforeEach
    void open() {
        scene = new HostScene(folder, EmbeddedSshd::new);
        camel.start();
    }

    @AfterEach
    void close() {
        camel.stop();
        scene.close();
    }

    @Test
    void ourKeyLogsInAtAHostThatIsKnown() {
        var answer = ask(client(), "echo hello");
        assertThat(answer.getMessage().getBody(String.class)).isEqualTo("hello\n");
        assertThat(answer.getMessage().getHeader("CamelSshExitValue")).isEqualTo(0);
    }

    @Test
    void anAgentsKeyLogsIn() throws IOException {
        scene.keyFile = Path.of("");
        try (var agent = new TestAgent(folder.resolve("agent"), scene.ours)) {
            scene.agentSocket = agent.socket();
            assertThat(ask(client(), "echo hello").getMessage().getBody(String.class))
                    .isEqualTo("hello\n");
        }
    }

    @Test
    void aHostThatIsNotKnownIsNotTalkedToUntilItIs() {
        var client = client();
        scene.know("");
        refused(client, HostTrouble.HostKeyUnknown.class);
        scene.know(scene.name() + " " + TestKeys.line(TestKeys.make("Ed25519").getPublic()));
        refused(client, HostTrouble.HostKeyChanged.class);
        scene.know(scene.name() + " " + TestKeys.line(scene.hostKey.getPublic()));
        assertThat(ask(client, "echo hello").getException()).isNull();
        assertThat(client.trouble()).isEmpty();
    }

    @Test
    void aKeyThatCannotBeReadIsSaid() {
        scene.keyFile = folder.resolve("nothing");
        refused(client(), HostTrouble.LoginRefused.class);
    }

    @Test
    void noConnectionOutlivesItsLimit() {
        var client = new StrictClient(scene.settings(), scene.address(), Duration.ofMillis(1_500));
        var answer = assertTimeoutPreemptively(LONG, () -> ask(client, "echo begun; sleep 600"));
        assertThat(answer.getMessage().getHeader("CamelSshExitValue"))
                .as("never fine")
                .isNull();
    }

    private void refused(StrictClient client, Class<? extends HostTrouble> trouble) {
        assertThat(ask(client, "echo hello").getException()).isNotNull();
        assertThatThrownBy(() -> {
                    throw client.trouble().orElseThrow();
                })
                .isInstanceOf(trouble);
    }

    private StrictClient client() {
        return new StrictClient(scene.settings(), scene.address(), Duration.ofSeconds(30));
    }

    private Exchange ask(StrictClient client, String command) {
        camel.getRegistry().bind("client", client);
        var address = scene.address();
        var uri = "ssh:" + address.user() + "@127.0.0.1:" + address.port()
                + "?clientBuilder=#client&keyPairProvider=#client&timeout=60000";
        return camel.createProducerTemplate()
                .request(uri, exchange -> exchange.getMessage().setBody(command));
    }
}
