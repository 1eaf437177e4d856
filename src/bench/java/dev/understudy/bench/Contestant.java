package dev.understudy.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.bench.Child.Program;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One of the two systems, with a world of its own that plays against it: LiveKit and Tavus simulated, in another process. */
final class Contestant implements AutoCloseable {
    static final int GRACE_MS = 100;
    private static final String SECRET = "sandbox-secret-0123456789abcdef-0123456789";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    /** Everything on the far side is quick, so that it is not what is measured. */
    private static final List<String> QUICK = List.of(
            "--understudy.sandbox.delays.job-after=5ms",
            "--understudy.sandbox.delays.agent-joins-after=10ms",
            "--understudy.sandbox.delays.avatar-joins-after=10ms",
            "--understudy.sandbox.delays.phrase=10ms",
            "--understudy.sandbox.delays.connect=2ms",
            "--understudy.sandbox.delays.publish=2ms");

    final String name;
    final Path database;
    final Child app;
    final Child world;
    private final int worldPort;

    private Contestant(String name, Path database, Child app, Child world, int worldPort) {
        this.name = name;
        this.database = database;
        this.app = app;
        this.world = world;
        this.worldPort = worldPort;
    }

    /** The application as in production, its extracted jar. */
    static Contestant understudy(Path root, Path jar, List<String> more) throws IOException, InterruptedException {
        var app = freePort();
        var world = freePort();
        var database = fresh(root, "understudy");
        var jvm = new java.util.ArrayList<>(List.of("-Xmx256m"));
        jvm.addAll(extraJvm());
        jvm.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
        var arguments = new java.util.ArrayList<>(production(app, freePort(), GRACE_MS));
        arguments.addAll(more);
        var program = new Program("understudy", jvm, arguments, environment(world, database));
        return start(root, jar, program, new int[] {app, world});
    }

    /** The flow by hand. */
    static Contestant byHand(Path root, Path jar, Path understudy) throws IOException, InterruptedException {
        var app = freePort();
        var world = freePort();
        var database = fresh(root, "byhand");
        var arguments = List.of(
                "--server.port=" + app,
                "--hand.livekit=http://127.0.0.1:" + world,
                "--hand.key=devkey",
                "--hand.secret=" + SECRET,
                "--hand.tavus=http://127.0.0.1:" + world + "/sandbox/tavus",
                "--hand.tavus-key=sandbox-bench",
                "--hand.database=" + database,
                "--hand.grace=" + GRACE_MS,
                "--hand.workers=8");
        var jvm = List.of("-Xmx256m", "-jar", jar.toAbsolutePath().toString());
        return start(root, understudy, new Program("byhand", jvm, arguments, Map.of("db", database + "")), new int[] {
            app, world
        });
    }

    static List<String> production(int port, int management, int grace) {
        return List.of(
                "--spring.profiles.active=production",
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--management.server.port=" + management,
                "--understudy.session.grace=" + grace + "ms",
                // a crowd of one machine, under few names
                "--understudy.limits.conversations=none",
                "--understudy.limits.conversations-per-hour=none",
                "--understudy.limits.conversations-per-day=none",
                "--understudy.limits.sessions-per-identity=none");
    }

    static Map<String, String> environment(int world, Path database) {
        return Map.of(
                "LIVEKIT_URL",
                "http://127.0.0.1:" + world,
                "LIVEKIT_API_KEY",
                "devkey",
                "LIVEKIT_API_SECRET",
                SECRET,
                "TAVUS_API_URL",
                "http://127.0.0.1:" + world + "/sandbox/tavus",
                "TAVUS_API_KEY",
                "sandbox-bench",
                "TAVUS_FACE_ID",
                "face",
                "UNDERSTUDY_ACCESS",
                "open",
                "UNDERSTUDY_API_TOKEN",
                "a-token-for-the-benchmark",
                "UNDERSTUDY_DATABASE_URL",
                "jdbc:sqlite:" + database,
                "db",
                database.toString());
    }

    private static Contestant start(Path root, Path understudy, Program program, int[] ports)
            throws IOException, InterruptedException {
        var world = Child.start(root, world(program.name(), understudy, ports));
        world.answers(ports[1]);
        var app = Child.start(root, program);
        app.answers(ports[0]);
        var database = Path.of(String.valueOf(program.environment().get("db")));
        return new Contestant(program.name(), database, app, world, ports[1]);
    }

    private static Program world(String name, Path understudy, int[] ports) {
        var home = understudy.toAbsolutePath();
        var path = String.join(
                System.getProperty("path.separator"),
                Path.of("target/test-classes").toAbsolutePath().toString(),
                home.toString(),
                home.resolveSibling("lib") + "/*");
        var arguments = new java.util.ArrayList<>(List.of(
                "dev.understudy.Understudy",
                "--understudy.sandbox.only=world",
                "--spring.profiles.active=bench",
                "--server.port=" + ports[1],
                "--understudy.sandbox.webhook-url=http://127.0.0.1:" + ports[0] + "/livekit/webhook"));
        arguments.addAll(QUICK);
        return new Program("world-of-" + name, List.of("-Xmx512m", "-cp", path), arguments, Map.of());
    }

    /** Plays sessions and waits for the outcome. */
    Played play(int inFlight, double rate, double seconds) throws IOException, InterruptedException {
        app.mustRun();
        var cpu = app.cpuSeconds();
        var worldCpu = world.cpuSeconds();
        var order = String.format(
                Locale.ROOT, "{\"inFlight\":%d,\"rate\":%f,\"seconds\":%f,\"leadIn\":1.0}", inFlight, rate, seconds);
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + worldPort + "/sandbox/bench"))
                .header("Authorization", "Bearer sandbox")
                .header("Content-Type", "application/json")
                .timeout(Duration.ofMinutes(3))
                .POST(BodyPublishers.ofString(order))
                .build();
        var answer = CLIENT.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) throw new IOException("the world answers " + answer.statusCode());
        return Played.of(JSON.readTree(answer.body()), app.cpuSeconds() - cpu, world.cpuSeconds() - worldCpu);
    }

    @Override
    public void close() throws IOException {
        app.close();
        world.close();
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    static Path fresh(Path root, String name) throws IOException {
        var folder = Files.createDirectories(root.resolve("data"));
        for (var end : List.of("", "-wal", "-shm")) Files.deleteIfExists(folder.resolve(name + ".db" + end));
        return folder.resolve(name + ".db").toAbsolutePath();
    }

    private static List<String> extraJvm() {
        var extra = System.getProperty("bench.jvm", "").strip();
        return extra.isEmpty() ? List.of() : List.of(extra.split("\\s+"));
    }
}
