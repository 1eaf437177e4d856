package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.common.Node;
import dev.understudy.common.Secret;
import dev.understudy.credential.Keys;
import dev.understudy.credential.Provider;
import dev.understudy.fixtures.App;
import dev.understudy.fixtures.AtOnce;
import dev.understudy.fixtures.Postgres;
import dev.understudy.fixtures.RotationStage;
import dev.understudy.fixtures.Rotator;
import dev.understudy.sandbox.BareHost;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two nodes on one database with one secrets file, and a host that is neither's. */
class RotationNodesTest {
    private static final String OPERATOR = "sandbox";
    private static final List<String> KEYS = List.of("sandbox-node-one", "sandbox-node-two");

    @TempDir
    Path folder;

    @Test
    void ofTwoAtOnceOneIsTakenAndWhenItsNodeStopsTheOtherFinishesIt() {
        try (var host = new BareHost(folder.resolve("ssh"))) {
            var arguments = arguments(host);
            var nodes = List.of(node(0, arguments), node(1, arguments));
            try {
                var answers =
                        AtOnce.run(2, number -> operator(nodes.get(number)).ask(KEYS.get(number)));
                var statuses = answers.stream().map(HttpResponse::statusCode).toList();
                assertThat(statuses).containsExactlyInAnyOrder(202, 409);
                var taken = statuses.indexOf(202);
                var id = answers.get(taken)
                        .headers()
                        .firstValue("Location")
                        .orElseThrow()
                        .replace("/api/rotations/", "");
                assertThat(answers.get(1 - taken).body()).contains("\"instance\":\"/api/rotations/" + id + "\"");
                operator(nodes.get(taken)).awaitStep(id, "verify");
                var worker = nodes.get(0).bean(Node.class).name().equals(owner(nodes.get(0), id)) ? 0 : 1;
                nodes.get(worker).close();
                finishes(nodes.get(1 - worker), id, Secret.of(KEYS.get(taken)));
            } finally {
                nodes.forEach(App::close);
            }
        }
    }

    /** It need not be the one that was asked: the other's timer may have been quicker. */
    private static String owner(App node, String id) {
        return node.bean(JdbcClient.class)
                .sql("select owner from rotation where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    private static void finishes(App other, String id, Secret key) {
        var rotation = operator(other).ended(id);
        assertThat(rotation.path("state").asText()).as("%s", rotation).isEqualTo("done");
        assertThat(rotation.path("fingerprint").asText()).isEqualTo(key.fingerprint());
        assertThat(Rotator.done(rotation)).endsWith("drain", "swap", "clean-up", "unlock", "stand");
        assertThat(rotation.toString()).contains("this node is stopping");
        assertThat(other.bean(Keys.class).current(Provider.TAVUS)).isEqualTo(key);
        assertThat(operator(other).all()).hasSize(1);
    }

    private List<String> list(BareHost host) {
        var target = "--understudy.rotation.hosts[0].";
        return List.of(
                "--understudy.database.url=" + Postgres.newDatabase(),
                "--understudy.credential.secrets-file=" + folder.resolve("secrets.env"),
                "--understudy.host.known-hosts=" + folder.resolve("ssh/known_hosts"),
                "--understudy.host.key-file=" + folder.resolve("ssh/id_ecdsa"),
                target + "name=shared",
                target + "address=127.0.0.1",
                target + "port=" + host.port(),
                target + "user=deploy",
                target + "container=" + host.container(),
                target + "env-file=" + host.envFile());
    }

    private List<String> arguments(BareHost host) {
        var all = new ArrayList<>(RotationStage.QUICK);
        all.replaceAll(
                each -> each.startsWith("--understudy.rotation.watch") ? "--understudy.rotation.watch=5s" : each);
        all.addAll(list(host));
        return all;
    }

    /** With a name of its own, as its MBeans are in the same JVM. */
    private static App node(int number, List<String> arguments) {
        var all = new ArrayList<>(arguments);
        all.add("--camel.main.name=node" + number);
        return App.start(all.toArray(String[]::new));
    }

    private static Rotator operator(App node) {
        return new Rotator(node.port(), OPERATOR);
    }
}
