package dev.understudy.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.fixtures.FreePort;
import dev.understudy.host.Command;
import dev.understudy.host.CommandResult;
import dev.understudy.host.DockerCommands;
import dev.understudy.host.EngineCall;
import dev.understudy.host.EnvFileCommands;
import dev.understudy.host.Workplace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A world with a simulated host, one connection to it, and the commands of one rotation. */
final class HostStage implements AutoCloseable {
    static final String ROTATION = "r1";
    private static final ObjectMapper JSON = new ObjectMapper();
    final Workplace place = new Workplace("/srv/avatar/.env", ROTATION);
    final EnvFileCommands files = new EnvFileCommands(place);
    final DockerCommands docker = new DockerCommands(place);
    final int port = FreePort.find();
    final Path folder;
    private final Stage stage;
    private HostClient client;

    private HostStage(Path folder, String... settings) {
        this.folder = folder.resolve("ssh");
        var all = new ArrayList<>(List.of(settings));
        all.addAll(List.of("ssh-port=" + port, "ssh-folder=" + this.folder, "delays.slow-host=300ms"));
        stage = Stage.open(all.toArray(String[]::new));
        client = connect();
    }

    static HostStage open(Path folder, String... settings) {
        return new HostStage(folder, settings);
    }

    Stage world() {
        return stage;
    }

    HostClient connect() {
        try {
            return HostClient.connect(folder, port, "deploy");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void reconnect() {
        client.close();
        client = connect();
    }

    HostClient client() {
        return client;
    }

    CommandResult run(Command command) {
        return client.run(command);
    }

    /** One that has to succeed: what it printed. */
    String good(Command command) {
        var result = run(command);
        if (!result.isGood()) throw new AssertionError(result + " " + result.err());
        return result.text();
    }

    EngineCall.Answer engine(String path, String json) {
        var request = EngineCall.post(path, json.getBytes(StandardCharsets.UTF_8));
        return EngineCall.parse(good(docker.engine(request)).getBytes(StandardCharsets.UTF_8));
    }

    /** Makes a container as a rotation does; its id. */
    String create(String name) {
        var labels = "{\"" + DockerCommands.LABEL + "\":\"" + ROTATION + "\"}";
        var answer = engine(
                "/containers/create?name=" + name,
                "{\"Image\":\"avatar-backend:latest\",\"Env\":[\"TAVUS_API_KEY=sandbox-2\"],\"Labels\":" + labels
                        + ",\"HostConfig\":{\"NetworkMode\":\"avatar_avatar-network\"}}");
        if (answer.status() != 201) throw new AssertionError(answer.body());
        return json(answer.body()).get("Id").asText();
    }

    JsonNode inspect(String container) {
        return json(good(DockerCommands.inspect(container))).get(0);
    }

    /** Everything that its worker has logged. */
    String log(String container) {
        var result = run(DockerCommands.logs(container, "2020-01-01T00:00:00Z"));
        return result.text() + result.err();
    }

    JsonNode picture() {
        return stage.control("GET", "/host", "").json();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        stage.close();
    }
}
