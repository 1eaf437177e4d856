package dev.understudy.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom Nginx's own limits take for one caller. */
@Tag("end-to-end")
class NginxCallersTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "2001:db8:0:7::1, 2001:db8:0:7::2",
        "2001:db8:0:7::1, 2001:db8:0:7:ffff:1:2:3",
        "2001:db8:a::1, 2001:db8:a::2",
    })
    void whoChangesTheLastHalfOfAnIpv6AddressIsStillTheSame(String one, String other) {
        assertThat(afterThe(one, other)).isEqualTo(429);
    }

    @ParameterizedTest
    @CsvSource({"2001:db8:0:7::1, 2001:db8:0:8::1", "198.51.100.7, 198.51.100.8"})
    void anotherNetworkIsAnotherCaller(String one, String other) {
        assertThat(afterThe(one, other)).isEqualTo(200);
    }

    @Test
    void oneAddressIsOneCaller() {
        assertThat(afterThe("198.51.100.7", "198.51.100.7")).isEqualTo(429);
    }

    /** What the other one gets when the first has used up a limit of two calls. */
    private int afterThe(String one, String other) {
        try (var stub = new Stub(Stub.ANSWER);
                var nginx = Nginx.start(NginxFolder.shipped(folder, stub.port())
                        .change("rate=100r/s", "rate=1r/m")
                        .change(
                                "/api/ {\n        limit_req zone=understudy_calls burst=500",
                                "/api/ {\n        limit_req zone=understudy_calls burst=1")
                        .change(
                                "server_tokens off;",
                                "server_tokens off; set_real_ip_from 127.0.0.1; real_ip_header X-Caller;"))) {
            assertThat(call(nginx, one)).isEqualTo(200);
            assertThat(call(nginx, one)).isEqualTo(200);
            return call(nginx, other);
        }
    }

    private static int call(Nginx nginx, String caller) {
        return nginx.send(
                        nginx.request("/api/limits").header("X-Caller", caller).GET())
                .statusCode();
    }
}
