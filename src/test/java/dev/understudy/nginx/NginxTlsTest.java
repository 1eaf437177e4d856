package dev.understudy.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped Nginx with a certificate, and with a LiveKit server of one's own behind it. */
@Tag("end-to-end")
class NginxTlsTest {
    @TempDir
    static Path folder;

    private static Stub application;
    private static Stub liveKit;
    private static Certificate certificate;
    private static NginxFolder files;
    private static Nginx nginx;

    @BeforeAll
    static void start() throws Exception {
        application = new Stub(Stub.ANSWER);
        liveKit = new Stub(Stub.ANSWER);
        certificate = Certificate.selfSigned(folder);
        var acme = Files.createDirectories(folder.resolve("acme/.well-known/acme-challenge"));
        Files.writeString(acme.resolve("proof"), "it is ours");
        files = NginxFolder.shipped(folder.resolve("nginx"), application.port())
                .tls(certificate.file(), certificate.key())
                .liveKit(liveKit.port())
                .change("root /var/www/acme;", "root " + folder.resolve("acme") + ";");
        nginx = Nginx.start(files);
    }

    @AfterAll
    static void stop() {
        nginx.close();
        application.close();
        liveKit.close();
    }

    @Test
    void aTokenIsGivenOutOverTls() {
        var answer = Nginx.send(certificate.client(), secure("/api/token").POST(BodyPublishers.ofString("{}")));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
        assertThat(application.last().line()).isEqualTo("POST /api/token");
        assertThat(application.last().headers().get("X-Forwarded-Proto")).containsExactly("https");
        assertThat(application.last().headers().getFirst("X-Forwarded-Port")).isEqualTo("" + files.tlsPort());
    }

    @Test
    void plainHttpIsSentOnAndAPostStaysOne() {
        var before = application.seen().size();
        var answer = nginx.raw("POST /api/token?a=b%20c", "Content-Length: 2\r\n");
        assertThat(answer).startsWith("HTTP/1.1 308").contains("Location: https://x/api/token?a=b%20c\r\n");
        assertThat(nginx.raw("GET /observe/health", "")).startsWith("HTTP/1.1 308");
        assertThat(application.seen()).hasSize(before);
    }

    @Test
    void theCertificatesIssuerFindsItsProofOnPlainHttp() {
        assertThat(nginx.get("/.well-known/acme-challenge/proof").body()).isEqualTo("it is ours");
    }

    @Test
    void whatIsNotForTheWorldIsNotThereOverTlsEither() {
        for (var path : new String[] {"/observe/health", "/sandbox/faults", "/twirp/x", "/agent"})
            assertThat(Nginx.send(certificate.client(), secure(path).GET()).statusCode())
                    .isEqualTo(404);
        assertThat(liveKit.seen()).noneMatch(seen -> seen.line().contains("twirp"));
    }

    @Test
    void browsersReachLiveKitByTheSameName() {
        var answer = Nginx.send(
                certificate.client(), secure("/rtc/validate?access_token=x").GET());
        assertThat(answer.body()).isEqualTo("the stub");
        assertThat(liveKit.last().line()).isEqualTo("GET /rtc/validate?access_token=x");
        assertThat(liveKit.last().headers().getFirst("X-Forwarded-For")).isEqualTo("127.0.0.1");
    }

    private static HttpRequest.Builder secure(String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + files.tlsPort() + path));
    }
}
