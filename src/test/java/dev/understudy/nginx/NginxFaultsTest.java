package dev.understudy.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.FreePort;
import dev.understudy.fixtures.Http;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two faults of that deployment's Nginx, made again by wrong configurations, and gone with ours. */
@Tag("end-to-end")
class NginxFaultsTest {
    /** As it stood there: whatever is before the slash is cut off with it. */
    private static final String SLASH = """
            server {
              listen 127.0.0.1:%d;
              server_name understudy.example.org;
              location /api/ { proxy_pass http://127.0.0.1:%d/; }
            }
            """;
    /** Left behind by whoever was there before; nobody listens any more where it leads. */
    private static final String OLD = """
            server {
              listen 127.0.0.1:%d;
              server_name understudy.example.org;
              location / { proxy_pass http://127.0.0.1:%d; }
            }
            """;

    private static Stub application;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        // answers 404 to all but the one path, as the application does
        application = new Stub(exchange -> {
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/api/token") ? 201 : 404, -1);
            exchange.close();
        });
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void aSlashBehindTheUpstreamCutsThePathOff() {
        var wrong = NginxFolder.shipped(folder.resolve("wrong"), application.port());
        var other = FreePort.find();
        wrong.add("wrong.conf", SLASH.formatted(other, application.port()));
        assertThat(Nginx.test(wrong)).last().isEqualTo("exit 0"); // nginx sees nothing wrong in it
        try (var nginx = Nginx.start(wrong)) {
            assertThat(new Http(other, "").call("POST", "/api/token", "{}").statusCode())
                    .isEqualTo(404);
            assertThat(application.last().line()).isEqualTo("POST /token");
            assertThat(nginx.post("/api/token", "{}").statusCode()).isEqualTo(201);
            assertThat(application.last().line()).isEqualTo("POST /api/token");
        }
    }

    @Test
    void ofTwoBlocksWithOneNameTheFirstOneWins() {
        var wrong = NginxFolder.shipped(folder.resolve("wrong"), application.port());
        wrong.add("avatar-old.conf", OLD.formatted(wrong.port(), FreePort.find()));
        assertThat(Nginx.test(wrong))
                .anyMatch(line ->
                        line.contains("[warn]") && line.contains("conflicting server name \"understudy.example.org\""))
                .last()
                .isEqualTo("exit 0"); // only a warning
        try (var nginx = Nginx.start(wrong)) {
            assertThat(nginx.post("/api/token", "{}").statusCode()).isEqualTo(502);
            assertThat(nginx.errors()).anyMatch(line -> line.contains("Connection refused"));
        }
        try (var nginx = Nginx.start(NginxFolder.shipped(folder.resolve("right"), application.port()))) {
            assertThat(nginx.post("/api/token", "{}").statusCode()).isEqualTo(201);
            assertThat(nginx.errors()).noneMatch(line -> line.contains("conflicting"));
        }
    }

    @Test
    void nginxTakesTheShippedFilesWithoutAWarningAlsoWhileItRuns() {
        var right = NginxFolder.shipped(folder.resolve("right"), application.port());
        everythingOf(right);
        try (var nginx = Nginx.start(right)) {
            var said = IntStream.range(0, 6)
                    .parallel()
                    .mapToObj(each -> Nginx.test(right))
                    .toList();
            assertThat(said).allSatisfy(NginxFaultsTest::isSpotless);
            assertThat(nginx.post("/api/token", "{}").statusCode()).isEqualTo(308); // to HTTPS
        }
        isSpotless(Nginx.test(NginxFolder.shipped(folder.resolve("plain"), application.port())));
    }

    private void everythingOf(NginxFolder right) {
        var certificate = Certificate.selfSigned(folder);
        right.tls(certificate.file(), certificate.key()).liveKit(FreePort.find());
    }

    private static void isSpotless(List<String> said) {
        assertThat(said).noneMatch(line -> line.contains("[warn]")).last().isEqualTo("exit 0");
    }
}
