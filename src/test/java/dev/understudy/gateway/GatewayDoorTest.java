package dev.understudy.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.common.Refused;
import dev.understudy.common.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.springframework.mock.web.MockHttpServletRequest;

/** Who may call the gateway. */
class GatewayDoorTest {
    private static final String TOKEN = "gateway-token";

    @Test
    void whoSendsTheTokenOnceIsLetThrough() {
        assertThatCode(() -> check(TOKEN, TOKEN)).doesNotThrowAnyException();
        var longest = "t".repeat(1024);
        assertThatCode(() -> check(longest, longest)).doesNotThrowAnyException();
    }

    @Test
    void nobodyElseIs() {
        refused(401, TOKEN);
        refused(401, TOKEN, "");
        refused(401, TOKEN, "tavus-key");
        refused(401, TOKEN, TOKEN, TOKEN);
        refused(401, "t".repeat(1025), "t".repeat(1025));
    }

    @ParameterizedTest
    @NullAndEmptySource
    void withoutATokenThereIsNoGateway(@Nullable String token) {
        refused(404, token, "");
        refused(404, token);
    }

    private static void refused(int status, @Nullable String token, String... sent) {
        assertThatThrownBy(() -> check(token, sent)).isInstanceOfSatisfying(Refused.class, refused -> assertThat(
                        refused.problem().status())
                .isEqualTo(status));
    }

    private static void check(@Nullable String token, String... sent) {
        var request = new MockHttpServletRequest();
        for (var one : sent) request.addHeader("x-api-key", one);
        var secret = token == null ? null : Secret.of(token);
        var settings =
                new GatewaySettings(secret, Duration.ofSeconds(12), Duration.ofSeconds(4), Duration.ofSeconds(1));
        new GatewayDoor(settings).check(request);
    }
}
