package dev.understudy.tavus;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that may have made a conversation is sent once, whatever the answer. */
class OneTryTest {
    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void aPostIsNotRepeatedByTheClientItself(int status) throws IOException {
        var asked = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        var builder = HttpClientBuilder.create();
        new OneTry().configureHttpClient(builder);
        try (var client = builder.build()) {
            var post = new HttpPost("http://127.0.0.1:" + server.getAddress().getPort() + "/v2/conversations");
            post.setEntity(new StringEntity("{}"));
            assertThat(client.<Integer>execute(post, answer -> answer.getCode()))
                    .isEqualTo(status);
        } finally {
            server.stop(0);
        }
        assertThat(asked).hasValue(1);
    }
}
