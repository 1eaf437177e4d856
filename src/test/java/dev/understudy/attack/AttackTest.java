package dev.understudy.attack;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.fixtures.Http;
import dev.understudy.fixtures.Production;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The application in a process of its own with 256 MB of heap, and what strangers did to it once; beside it an honest user, whose
 * times are printed as a table and not judged: they are the machine's too. By hand, mvn test -Pchaos -Dtest=AttackTest.
 */
@Tag("chaos")
class AttackTest {
    private static final String STRANGER = "X-Forwarded-For: 203.0.113.66\r\n";
    private static final Duration ATTACK = Duration.ofSeconds(10);
    private static final int ZEROS = 60 << 20;

    @TempDir
    Path folder;

    @Test
    void whatAnHonestUserHasOfIt() throws Exception {
        var rows = new ArrayList<String>();
        try (var production = new Production(folder, "--understudy.sandbox.demo=false")
                .jvm("-Xmx256m")
                // the honest user is one and asks more often than one does
                .arguments("--understudy.limits.tokens-per-minute-per-address=none")
                .start()) {
            try (var honest = new HonestUser(production.port())) {
                quiet(rows, honest, "warming up");
                quiet(rows, honest, "nobody else");
                bombs(rows, honest, production.port(), 1);
                bombs(rows, honest, production.port(), 64);
                slow(
                        rows,
                        honest,
                        production.port(),
                        "210 slow bodies",
                        "POST /api/token HTTP/1.1\r\nHost: x\r\n" + STRANGER + "Content-Length: 99\r\n\r\n{");
                slow(
                        rows,
                        honest,
                        production.port(),
                        "210 slow headers",
                        "POST /api/token HTTP/1.1\r\nHost: x\r\n" + STRANGER + "X-Slow: ");
                floods(rows, honest, production.port());
                listeners(rows, honest, production);
                locked(rows, honest);
                quiet(rows, honest, "nobody again");
            }
            assertThat(new Http(production.port(), "operator-of-the-test").get("/api/sessions"))
                    .contains("sessions");
            assertThat(production.application().said()).doesNotContain("OutOfMemoryError");
        }
        print(rows);
        rows.clear();
        silentIssuer(rows);
        print(rows);
    }

    private static void print(List<String> rows) {
        System.out.println(
                "| attack | token p50 / p99 / max ms, answers | webhook p50 / p99 / max ms, answers |\n|---|---|---|");
        rows.forEach(System.out::println);
    }

    private static void quiet(List<String> rows, HonestUser honest, String name) {
        lasts(ATTACK);
        rows.add(honest.row(name));
    }

    private static void bombs(List<String> rows, HonestUser honest, int port, int atOnce) throws Exception {
        var bomb = bomb();
        for (var path : List.of("/%6civekit/webhook", "/livekit/webhook", "/%61pi/token", "/api/token"))
            together(atOnce, () -> {
                var head = "POST " + path + " HTTP/1.1\r\nHost: x\r\n" + STRANGER
                        + "Content-Encoding: gzip\r\nConnection: close\r\nContent-Length: " + bomb.length + "\r\n\r\n";
                assertThat(ask(port, head, bomb)).containsPattern(" (4\\d\\d|503) ");
            });
        rows.add(honest.row(atOnce + " gzip bombs of 60 MB at once, four addresses"));
    }

    private static void slow(List<String> rows, HonestUser honest, int port, String name, String begin)
            throws Exception {
        var sockets = new ArrayList<Socket>();
        try {
            for (var i = 0; i < 210; i++) {
                var socket = new Socket("127.0.0.1", port);
                sockets.add(socket);
                socket.getOutputStream().write(begin.getBytes(US_ASCII));
            }
            for (var round = 0; round < 4; round++) {
                lasts(Duration.ofSeconds(3));
                for (var socket : sockets) drip(socket);
            }
            rows.add(honest.row(name));
        } finally {
            for (var socket : sockets) socket.close();
        }
    }

    private static void drip(Socket socket) {
        try {
            socket.getOutputStream().write(' ');
        } catch (IOException e) {
            // it was shown the door
        }
    }

    private static void floods(List<String> rows, HonestUser honest, int port) throws Exception {
        together(20, () -> {
            for (var i = 0; i < 450; i++)
                assertThat(ask(
                                port,
                                "POST /livekit/webhook HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer eyJ.e30.bad\r\n"
                                        + "Connection: close\r\nContent-Length: 2\r\n\r\n{}",
                                new byte[0]))
                        .contains(" 401 ");
        });
        rows.add(honest.row("9,000 bad signatures"));
        var large = new byte[10 << 20];
        together(20, () -> {
            for (var i = 0; i < 10; i++)
                ask(
                        port,
                        "POST /api/token HTTP/1.1\r\nHost: x\r\n" + STRANGER + "Connection: close\r\nContent-Length: "
                                + large.length + "\r\n\r\n",
                        large);
        });
        rows.add(honest.row("200 bodies of 10 MB, 20 at once"));
    }

    private static void listeners(List<String> rows, HonestUser honest, Production production) throws Exception {
        var token = Tokens.of("listened-to");
        var sockets = new ArrayList<Socket>();
        try {
            for (var i = 0; i < 1_005; i++) {
                var socket = new Socket("127.0.0.1", production.port());
                sockets.add(socket);
                socket.getOutputStream()
                        .write(("GET /api/events HTTP/1.1\r\nHost: x\r\n" + STRANGER + "Authorization: Bearer " + token
                                        + "\r\n\r\n")
                                .getBytes(US_ASCII));
            }
            lasts(ATTACK);
            var operator = ask(
                    production.port(),
                    "GET /api/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer operator-of-the-test\r\n\r\n",
                    new byte[0]);
            assertThat(operator).contains(" 200 ");
            rows.add(honest.row("1,005 listeners with one token (an operator is let in)"));
        } finally {
            for (var socket : sockets) socket.close();
        }
    }

    private void locked(List<String> rows, HonestUser honest) throws Exception {
        try (var other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("app/data/understudy.db"));
                var statement = other.createStatement()) {
            statement.execute("begin exclusive");
            lasts(ATTACK.multipliedBy(2));
            statement.execute("rollback");
        }
        rows.add(honest.row("the database locked for 20 s"));
    }

    private void silentIssuer(List<String> rows) throws Exception {
        try (var issuer = new ServerSocket(0, 500);
                var production = new Production(folder.resolve("oidc"), "--understudy.sandbox.demo=false")
                        .jvm("-Xmx256m")
                        .with("UNDERSTUDY_ACCESS", "oidc")
                        .with("UNDERSTUDY_OIDC_ISSUER", "http://127.0.0.1:" + issuer.getLocalPort())
                        .with("UNDERSTUDY_OIDC_AUDIENCE", "understudy")
                        .start();
                var honest = new HonestUser(production.port())) {
            quiet(rows, honest, "OIDC, warming up (the honest user has no token)");
            together(220, () -> {
                for (var i = 0; i < 5; i++)
                    assertThat(ask(
                                    production.port(),
                                    "POST /api/token HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                                            + Tokens.ofAnIssuer() + "\r\nContent-Length: 2\r\n\r\n{}",
                                    new byte[0]))
                            .contains(" 503 ");
            });
            rows.add(honest.row("220 callers and an issuer that says nothing"));
        }
    }

    private static void lasts(Duration time) {
        await().pollDelay(time).atMost(time.plusSeconds(60)).until(() -> true);
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void together(int threads, Work work) throws Exception {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var all = new ArrayList<java.util.concurrent.Callable<Void>>();
            for (var i = 0; i < threads; i++)
                all.add(() -> {
                    work.run();
                    return null;
                });
            for (var done : pool.invokeAll(all, 180, TimeUnit.SECONDS)) done.get();
        } finally {
            pool.shutdownNow();
        }
    }

    /** The first line of the answer; a server that closes before it has read all of it has said so. */
    private static String ask(int port, String head, byte[] body) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            socket.setSoTimeout(60_000);
            try {
                socket.getOutputStream().write(head.getBytes(US_ASCII));
                socket.getOutputStream().write(body);
            } catch (IOException e) {
                // what it said is there to be read
            }
            return new String(socket.getInputStream().readNBytes(30), US_ASCII);
        }
    }

    private static byte[] bomb() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < ZEROS; i += zeros.length) gzip.write(zeros);
        }
        return bytes.toByteArray();
    }
}
