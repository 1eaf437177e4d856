package dev.understudy.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.fixtures.Http;
import dev.understudy.fixtures.Production;
import dev.understudy.fixtures.WorldControls;
import java.time.Duration;
import java.util.List;

/** Rotations with keys that are nowhere else in the world: refused, rolled back, done. */
final class CanaryRotations {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private CanaryRotations() {}

    /** Leads to the simulated host; the secrets file, which has the keys, lies where nobody searches. */
    static String[] arguments(Production production) {
        var host = "--understudy.rotation.hosts[0].";
        return new String[] {
            "--understudy.credential.secrets-file=" + production.folder.resolve("secrets/secrets.env"),
            "--understudy.host.known-hosts=" + production.sshFolder().resolve("known_hosts"),
            "--understudy.host.key-file=" + production.sshFolder().resolve("id_ecdsa"),
            host + "name=one",
            host + "address=127.0.0.1",
            host + "port=" + production.sshPort(),
            host + "user=deploy",
            host + "container=avatar-backend",
            host + "env-file=/srv/avatar/.env",
            "--understudy.rotation.watch=1s",
            "--understudy.rotation.poll=50"
        };
    }

    /** Gives all that was answered. */
    static Http play(Production production, WorldControls world) {
        var operator = new Http(production.port(), Canaries.OPERATOR);
        world.fault("tavus", "none");
        for (var body : refused())
            assertThat(operator.call("POST", "/api/rotations", body).statusCode())
                    .as(body)
                    .isIn(400, 422);
        world.fault("host", "registers-then-401");
        rotate(operator, Canaries.FAILED_KEY, "rolled_back");
        world.fault("host", "none");
        rotate(operator, Canaries.NEXT_KEY, "done");
        return operator;
    }

    private static List<String> refused() {
        var key = "\"key\":\"" + Canaries.REJECTED_KEY;
        return List.of(
                "{\"provider\":\"tavus\"," + key + "\"}",
                "{\"provider\":\"tavus\"," + key + " \"}",
                "{\"provider\":\"openai\"," + key + "\"}",
                "{\"provider\":\"tavus\",\"from\":\"standby\"," + key + "\"}",
                "{\"provider\":\"" + Canaries.REJECTED_KEY + "\"}",
                "{" + key + "\"}",
                "{" + key,
                "[{" + key + "\"}]",
                Canaries.REJECTED_KEY);
    }

    private static void rotate(Http operator, String key, String state) {
        operator.post("/api/rotations", "{\"provider\":\"tavus\",\"key\":\"" + key + "\"}");
        await(state).atMost(PATIENCE).until(() -> {
            var newest = operator.get("/api/rotations");
            return !newest.contains("\"state\":\"running\"") && newest.contains("\"state\":\"" + state + "\"");
        });
    }
}
