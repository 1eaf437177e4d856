package dev.understudy.endtoend;

import dev.understudy.fixtures.App;
import dev.understudy.fixtures.Database;
import dev.understudy.fixtures.FreePort;
import dev.understudy.fixtures.Operator;
import dev.understudy.fixtures.Rotator;
import dev.understudy.fixtures.WorldControls;
import dev.understudy.fixtures.real.LiveKitServer;
import dev.understudy.fixtures.real.RealStage;
import dev.understudy.nginx.Nginx;
import dev.understudy.nginx.NginxFolder;
import dev.understudy.sandbox.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The application as in production behind the shipped Nginx, which is the only way in for browsers, LiveKit's webhooks and Tavus's
 * callbacks; a real livekit-server, and a simulated Tavus whose avatars join for real. The workers come by themselves.
 */
final class Theatre implements AutoCloseable {
    private static final Path KEPT = Path.of("target/end-to-end").toAbsolutePath();
    /** With it a worker says which of its agents live. */
    static final String AGENTS = "workers-of-the-end-to-end-run";

    private static final String OPERATOR = "operator-of-the-end-to-end-run";
    private final RealStage real;
    private final ConfigurableApplicationContext world;
    private final App app;
    private final Nginx nginx;
    private final String address;
    private final WorldControls tavus;

    /** Media goes over that address of this machine; the application gets further arguments. */
    Theatre(Path folder, String media, String... more) {
        int port = FreePort.find();
        int worldPort = FreePort.find();
        var front = NginxFolder.shipped(folder, port);
        address = "http://127.0.0.1:" + front.port();
        real = RealStage.start(URI.create(address + "/livekit/webhook"), media);
        nginx = Nginx.start(front.liveKit(real.server().url().getPort()));
        world = World.run(
                "--understudy.sandbox.only=world",
                "--server.port=" + worldPort,
                "--understudy.sandbox.avatar-command=" + String.join(",", Backend.avatarCommand()));
        tavus = new WorldControls(worldPort);
        app = App.startOn(port, production(folder, worldPort, more));
    }

    /** Where the application listens, behind Nginx. */
    int port() {
        return app.port();
    }

    LiveKitServer server() {
        return real.server();
    }

    /** What a person types into the browser, with the room. */
    String page(String room) {
        return address + "/meet?room=" + room;
    }

    WorldControls tavus() {
        return tavus;
    }

    Operator operator() {
        return new Operator(app, OPERATOR);
    }

    Rotator rotator() {
        return new Rotator(app.port(), OPERATOR);
    }

    @Override
    public void close() {
        app.close();
        world.close();
        nginx.close();
        real.close();
    }

    private String[] production(Path folder, int worldPort, String... more) {
        var server = real.server();
        var needed = List.of(
                "--spring.profiles.active=production",
                "--LIVEKIT_URL=" + server.webSocketUrl(),
                "--LIVEKIT_PUBLIC_URL=" + address.replace("http", "ws"),
                "--LIVEKIT_API_KEY=" + server.apiKey(),
                "--LIVEKIT_API_SECRET=" + server.apiSecret(),
                "--UNDERSTUDY_ACCESS=open",
                "--UNDERSTUDY_API_TOKEN=" + OPERATOR,
                "--UNDERSTUDY_AGENT_TOKEN=" + AGENTS,
                "--UNDERSTUDY_PUBLIC_URL=" + address,
                "--UNDERSTUDY_DATABASE_URL=jdbc:sqlite:" + Database.newFile(),
                "--understudy.credential.secrets-file=" + folder.resolve("secrets.env"),
                "--TAVUS_API_URL=http://127.0.0.1:" + worldPort + "/sandbox/tavus",
                "--TAVUS_API_KEY=sandbox-end-to-end",
                "--TAVUS_FACE_ID=sandbox-face",
                "--understudy.meet.enabled=true");
        return Stream.concat(needed.stream(), Stream.of(more)).toArray(String[]::new);
    }

    /** Where pictures and logs are kept. */
    static Path kept() {
        try {
            return Files.createDirectories(KEPT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
