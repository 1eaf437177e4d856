package dev.understudy.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.fixtures.ManualClock;
import dev.understudy.store.Dialect;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of the site: what counts as an answer, and what is told of its address. */
class SiteTest {
    private final AtomicReference<String> authorization = new AtomicReference<>("");
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            authorization.set(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            var path = exchange.getRequestURI().getPath();
            if (path.equals("/hangs")) await();
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:9/");
            exchange.sendResponseHeaders(path.equals("/endless") ? 200 : Integer.parseInt(path.substring(1)), 0);
            while (path.equals("/endless")) exchange.getResponseBody().write(new byte[8192]);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "/200, PASSED, HTTP 200",
        "/302, PASSED, 'HTTP 302, not followed'",
        "/404, FAILED, HTTP 404",
        "/503, FAILED, HTTP 503",
        "/endless, PASSED, HTTP 200",
        "/hangs, FAILED, no answer: HttpTimeoutException",
    })
    void itsStatusDecides(String path, Outcome outcome, String detail) throws InterruptedException {
        var finding = get("http://127.0.0.1:" + server.getAddress().getPort() + path);
        assertThat(finding.outcome()).isEqualTo(outcome);
        assertThat(finding.detail()).isEqualTo(detail);
    }

    @Test
    void userAndPasswordAreAHeaderAndNeverShown() throws InterruptedException {
        var good =
                get("http://jane:open-sesame@127.0.0.1:" + server.getAddress().getPort() + "/500");
        assertThat(authorization.get()).isEqualTo("Basic amFuZTpvcGVuLXNlc2FtZQ==");
        assertThat(good.detail()).doesNotContain("sesame");
        var broken = get("http://jane:open-sesame@no host/");
        assertThat(broken.detail()).contains("site-url").doesNotContain("sesame");
    }

    @Test
    void withoutAnAddressItIsSkipped() throws InterruptedException {
        assertThat(get(null).outcome()).isEqualTo(Outcome.SKIPPED);
    }

    private static Finding get(String url) throws InterruptedException {
        var clock = new ManualClock(1_000);
        var runs = SmokeParts.runs(BothDatabases.Shared.empty(Dialect.SQLITE), clock, "one");
        runs.open(SmokeParts.run("a", 1), SmokeParts.LEASE_MS);
        var list = new Checklist(SmokeParts.run("a", 1), runs, clock, SmokeParts.LEASE_MS);
        new Site(SmokeParts.settings(List.of(), url)).get(list);
        return list.findings().get(0);
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
