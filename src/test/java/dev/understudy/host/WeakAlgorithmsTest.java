package dev.understudy.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.server.SshServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A host that offers nothing but what is off is not talked to, by either client, and is told why; unless it is allowed by name. */
class WeakAlgorithmsTest {
    @TempDir
    Path folder;

    record Old(String name, Consumer<SshServer> server) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Old> hosts() {
        return Stream.of(
                new Old("aes256-cbc", server -> server.setCipherFactories(List.of(BuiltinCiphers.aes256cbc))),
                new Old("hmac-sha1", server -> {
                    server.setCipherFactories(List.of(BuiltinCiphers.aes256ctr));
                    server.setMacFactories(List.of(BuiltinMacs.hmacsha1));
                }));
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void whatIsOffIsNotTalked(Old old) {
        try (var scene = scene(old)) {
            assertThatThrownBy(scene::connect)
                    .isInstanceOf(HostTrouble.Unreachable.class)
                    .hasMessageContainingAll(old.name(), "too weak", "understudy.host.weak-algorithms");
            var client = new StrictClient(scene.settings(), scene.address(), Duration.ofSeconds(60));
            assertThat(hello(client, scene)).isNotEqualTo("hello\n");
            assertThat(client.trouble()).hasValueSatisfying(trouble -> assertThat(trouble)
                    .hasMessageContainingAll(old.name(), "understudy.host.weak-algorithms"));
        }
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void whatIsAllowedByItsNameIs(Old old) throws Exception {
        try (var scene = scene(old)) {
            scene.weakAlgorithms = Set.of(old.name());
            scene.connect().close();
            var client = new StrictClient(scene.settings(), scene.address(), Duration.ofSeconds(60));
            assertThat(hello(client, scene)).isEqualTo("hello\n");
        }
    }

    /** Nothing is lost at a host of today. */
    @Test
    void aHostAsItIsMadeIsTalkedTo() throws Exception {
        try (var scene = scene(new Old("any", server -> {}))) {
            scene.connect().close();
        }
    }

    private HostScene scene(Old old) {
        return new HostScene(folder, plan -> new EmbeddedSshd(plan, old.server()));
    }

    private static String hello(StrictClient client, HostScene scene) {
        try (var camel = new DefaultCamelContext()) {
            camel.start();
            camel.getRegistry().bind("strict", client);
            var at = scene.address();
            var uri = "ssh:" + at.user() + "@" + at.address() + ":" + at.port()
                    + "?clientBuilder=#strict&keyPairProvider=#strict&timeout=60000";
            var answer = camel.createProducerTemplate()
                    .request(uri, exchange -> exchange.getMessage().setBody("echo hello"));
            return String.valueOf(answer.getMessage().getBody(String.class));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
