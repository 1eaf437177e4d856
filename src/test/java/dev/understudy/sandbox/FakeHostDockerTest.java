package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.host.Command;
import dev.understudy.host.DockerCommands;
import dev.understudy.host.FirstRun;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulated Docker: answers and errors as Docker 20.10.24 with the client of 28.2.2 gave them. */
class FakeHostDockerTest {
    private static final String GONE = "Error response from daemon: No such container: nope\n";

    @TempDir
    static Path folder;

    private static HostStage host;

    @BeforeAll
    static void open() {
        host = HostStage.open(folder);
    }

    @AfterAll
    static void close() {
        host.close();
    }

    @BeforeEach
    void lock() {
        host.good(host.files.lock());
    }

    @AfterEach
    void tidy() {
        host.good(host.docker.made()).lines().forEach(id -> host.good(host.docker.remove(id)));
        host.good(host.files.unlock());
    }

    @Test
    void theBackendRunsFromTheBeginning() {
        var backend = host.inspect("avatar-backend");
        assertThat(host.good(DockerCommands.version())).isEqualTo("28.2.2\n");
        assertThat(backend.at("/Name").asText()).isEqualTo("/avatar-backend");
        assertThat(backend.at("/Id").asText()).matches("[0-9a-f]{64}");
        assertThat(backend.at("/State/Running").asBoolean()).isTrue();
        assertThat(backend.at("/HostConfig/RestartPolicy/Name").asText()).isEqualTo("unless-stopped");
        assertThat(backend.at("/HostConfig/PortBindings")).isEmpty();
        assertThat(backend.at("/Config/Env").toString()).contains("\"TAVUS_API_KEY=sandbox-tavus-key-1\"", "\"PATH=");
        assertThat(backend.at("/NetworkSettings/Networks").has("avatar_avatar-network"))
                .isTrue();
        assertThat(backend.at("/Image").asText())
                .isEqualTo(HostStage.json(host.good(DockerCommands.image("avatar-backend:latest")))
                        .at("/0/Id")
                        .asText());
        assertThat(host.log("avatar-backend"))
                .contains("{\"message\":\"registered worker\"", "\"name\":\"livekit.agents\"", "\"id\":\"AW_");
        assertThat(host.picture().at("/containers/0/registered").asBoolean()).isTrue();
    }

    @Test
    void aContainerIsMadeStartedAndRegisters() {
        var id = host.create("next");
        assertThat(host.good(host.docker.made())).isEqualTo(id + "\n");
        assertThat(host.inspect(id).at("/State/Status").asText()).isEqualTo("created");
        assertThat(host.inspect(id).at("/State/StartedAt").asText()).isEqualTo("0001-01-01T00:00:00Z");
        assertThat(host.good(host.docker.start("next"))).isEqualTo("next\n");
        assertThat(host.good(host.docker.start(id))).isEqualTo(id + "\n");
        var started = host.inspect(id).at("/State/StartedAt").asText();
        await().until(() -> host.good(DockerCommands.logs(id, started)).contains("registered worker"));
        assertThat(host.good(DockerCommands.environment(id)).lines())
                .contains("TAVUS_API_KEY=sandbox-2", "HOSTNAME=" + id.substring(0, 12));
        assertThat(host.good(host.docker.kill(id, "TERM"))).isEqualTo(id + "\n");
        await().until(() -> !host.inspect(id).at("/State/Running").asBoolean());
        assertThat(host.inspect(id).at("/State/ExitCode").asInt()).isZero();
        assertThat(host.log(id)).contains("draining worker");
    }

    @Test
    void aWorkerThatIsToldTwiceEndsAtOnceWithItsCalls() {
        var id = host.create("next");
        host.good(host.docker.start(id));
        host.good(host.docker.kill(id, "TERM"));
        host.good(host.docker.kill(id, "TERM"));
        assertThat(host.inspect(id).at("/State/Running").asBoolean()).isFalse();
        assertThat(host.inspect(id).at("/State/ExitCode").asInt()).isEqualTo(1);
    }

    @Test
    void policyNameAndEnd() {
        var id = host.create("next");
        host.good(host.docker.start(id));
        host.good(host.docker.restart(id, "on-failure:3"));
        assertThat(host.inspect(id).at("/HostConfig/RestartPolicy").toString())
                .isEqualTo("{\"Name\":\"on-failure\",\"MaximumRetryCount\":3}");
        assertThat(host.run(host.docker.rename(id, "avatar-backend")).err())
                .startsWith("Error response from daemon: Error when allocating new name: Conflict. The container name "
                        + "\"/avatar-backend\" is already in use by container \"");
        assertThat(host.good(host.docker.rename(id, "other"))).isEmpty();
        assertThat(host.good(host.docker.stop("other"))).endsWith("other\n");
        assertThat(host.inspect(id).at("/State/ExitCode").asInt()).isEqualTo(137);
        assertThat(host.good(host.docker.remove(id))).isEqualTo(id + "\n");
        assertThat(host.good(host.docker.made())).isEmpty();
    }

    @Test
    void whatIsNotThereIsSaidInDockersWords() {
        assertThat(failed(DockerCommands.inspect("nope"))).isEqualTo("1 []\n" + GONE);
        assertThat(failed(DockerCommands.image("nope")))
                .isEqualTo("1 []\nError response from daemon: no such image: nope: No such image: nope:latest\n");
        assertThat(failed(host.docker.start("nope")))
                .isEqualTo("1 " + GONE + "Error: failed to start containers: nope\n");
        assertThat(failed(host.docker.kill("nope", "TERM")))
                .isEqualTo("1 Error response from daemon: Cannot kill container: nope: No such container: nope\n");
        assertThat(failed(host.docker.stop("nope"))).isEqualTo("1 " + GONE);
        assertThat(failed(host.docker.restart("nope", "no"))).isEqualTo("1 " + GONE);
        assertThat(failed(host.docker.rename("nope", "x")))
                .isEqualTo("1 " + GONE + "Error: failed to rename container named nope\n");
        assertThat(failed(host.docker.remove("nope"))).isEqualTo("0 " + GONE);
        assertThat(failed(DockerCommands.logs("nope", "2020-01-01T00:00:00Z"))).isEqualTo("1 " + GONE);
        assertThat(failed(DockerCommands.environment("nope"))).isEqualTo("1 " + GONE);
        var id = host.create("next");
        assertThat(failed(host.docker.kill("next", "TERM")))
                .isEqualTo("1 Error response from daemon: Cannot kill container: next: Container " + id
                        + " is not running\n");
    }

    @Test
    void theEngineRefusesAsDockersDoes() {
        host.create("next");
        var body = "{\"Image\":\"avatar-backend:latest\"}";
        assertThat(host.engine("/containers/create?name=next", body).status()).isEqualTo(409);
        var gone = host.engine("/v1.41/containers/create?name=x", "{\"Image\":\"nope:1\"}");
        assertThat(gone.status() + gone.body()).isEqualTo("404{\"message\":\"No such image: nope:1\"}\n");
        assertThat(host.engine("/networks/other/connect", "{\"Container\":\"next\"}")
                        .status())
                .isEqualTo(200);
        assertThat(host.run(host.docker.start("next")).err())
                .startsWith("Error response from daemon: network other not found\n");
        assertThat(host.engine("/networks/other/connect", "{\"Container\":\"nope\"}")
                        .status())
                .isEqualTo(404);
        assertThat(host.engine("/containers/x/start", "{}").body()).isEqualTo("{\"message\":\"page not found\"}\n");
    }

    @Test
    void twoContainersCannotHaveTheSamePort() {
        var run = new FirstRun(List.of("-p", "8080:8080"), "avatar-backend:latest", List.of());
        host.good(host.files.upload("A=1\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        var first = host.good(host.docker.create("first", run)).strip();
        host.good(host.docker.create("second", run));
        assertThat(host.inspect(first).at("/Config/Env/0").asText()).isEqualTo("A=1");
        host.good(host.docker.start("first"));
        assertThat(host.run(host.docker.start("second")).err())
                .contains("Bind for 0.0.0.0:8080 failed: port is already allocated");
        host.good(host.files.clean());
        assertThat(failed(host.docker.create("third", run)))
                .startsWith("125 docker: open /srv/avatar/.env.rot-r1: no such file or directory\n");
    }

    @Test
    void whateverElseIsSaidIsNotUnderstood() {
        assertThat(line("whoami")).isEqualTo("127 sh: 1: whoami: not found\n");
        assertThat(line("cat /etc/passwd; true")).startsWith("127 sh: 1: cat: not found");
        assertThat(line("'docker' 'foo'")).startsWith("1 docker: unknown command: docker foo\n");
        assertThat(line("'docker' 'ps' '--foo'")).startsWith("125 ");
        assertThat(line("flock -w 30 -E 75 /srv/avatar sh -c true rotation /srv/avatar .env r1"))
                .startsWith("127 ");
        host.good(host.files.unlock());
        assertThat(host.run(host.docker.start("avatar-backend")).exit()).isEqualTo(73);
    }

    private static String failed(Command command) {
        var result = host.run(command);
        return result.exit() + " " + result.text().replaceFirst("^Flag .*\n", "") + result.err();
    }

    private static String line(String line) {
        var result = host.client().line(line);
        return result.exit() + " " + result.text() + result.err();
    }
}
