package dev.understudy.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.fixtures.real.ChildProcess;
import dev.understudy.fixtures.real.Launch;
import dev.understudy.fixtures.real.LiveKitServer;
import dev.understudy.fixtures.real.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The worker of examples/avatar-backend as a parrot, with two warm processes. */
final class Backend implements AutoCloseable {
    /** A lone worker comes up in 4.5 to 9 s on a quiet machine. */
    private static final Duration STARTING = Duration.ofSeconds(120);

    private static final ObjectMapper JSON = new ObjectMapper();
    static final Path PYTHON = Path.of("target/backend-venv/bin/python").toAbsolutePath();
    static final Path EXAMPLE = Path.of("examples/avatar-backend").toAbsolutePath();
    private final ChildProcess process;

    private Backend(ChildProcess process) {
        this.process = process;
    }

    /** Fails when there is no Python for it. */
    static void needed() {
        if (!Files.isExecutable(PYTHON))
            throw new AssertionError(PYTHON + " is missing: .ci/backend-python.sh makes it");
    }

    /** The command of an avatar that speaks what its agent sends it; it needs LIVEKIT_URL and LIVEKIT_TOKEN in its environment. */
    static List<String> avatarCommand() {
        return List.of(PYTHON.toString(), EXAMPLE.resolve("tests/avatar.py").toString());
    }

    /** Starts one under that name; its log is kept in that folder. */
    static Backend start(String name, LiveKitServer server, Path folder) {
        needed();
        Map<String, String> environment = new HashMap<>();
        environment.put("LIVEKIT_URL", server.webSocketUrl().toString());
        environment.put("LIVEKIT_API_KEY", server.apiKey());
        environment.put("LIVEKIT_API_SECRET", server.apiSecret());
        environment.put("HEALTH_PORT", "0");
        environment.put("NUM_IDLE_PROCESSES", "2");
        environment.put("PYTHONUNBUFFERED", "1");
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        var command = List.of(PYTHON.toString(), EXAMPLE.resolve("backend.py").toString(), "start");
        return new Backend(ChildProcess.start(new Launch(name, command, environment, folder)));
    }

    /** Waits until LiveKit knows it and its processes are warm. */
    Backend ready() {
        process.await("registered", STARTING, lines -> find(lines, "registered worker"));
        process.await(
                "warm",
                STARTING,
                lines -> all(lines, "process initialized").size() < 2 ? Optional.empty() : Optional.of(true));
        return this;
    }

    /** The process that leads the agent of that room, when it is one of this worker's. */
    Optional<Long> job(String room) {
        return jobs(process.lines(), room).stream()
                .reduce((first, second) -> second)
                .map(line -> line.path("job_pid").asLong());
    }

    /** Ends the process that leads that room's agent without a word to anybody; false when it is not one of this worker's. */
    boolean kill(String room) {
        var job = job(room);
        job.ifPresent(Signal.KILL::to);
        return job.isPresent();
    }

    @Override
    public void close() {
        process.close();
    }

    /** What a worker's log says of jobs in that room, oldest first. */
    static List<JsonNode> jobs(List<String> lines, String room) {
        return all(lines, "on stage").stream()
                .filter(line -> line.path("room_name").asText().equals(room))
                .toList();
    }

    private static Optional<JsonNode> find(List<String> lines, String message) {
        return all(lines, message).stream().findFirst();
    }

    private static List<JsonNode> all(List<String> lines, String message) {
        return lines.stream()
                .map(Backend::read)
                .filter(line -> line.path("message").asText().equals(message))
                .toList();
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line.startsWith("{") ? line : "{}");
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }
}
