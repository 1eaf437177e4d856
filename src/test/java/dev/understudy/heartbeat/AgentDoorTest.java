package dev.understudy.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.common.Refused;
import dev.understudy.common.Secret;
import dev.understudy.session.AliveSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.springframework.mock.web.MockHttpServletRequest;

/** Which workers may report. */
class AgentDoorTest {
    private static final String TOKEN = "agents-token";

    @Test
    void whoSendsTheTokenOnceIsLetThrough() {
        assertThatCode(() -> check(TOKEN, "Bearer " + TOKEN)).doesNotThrowAnyException();
    }

    @Test
    void nobodyElseIs() {
        refused(401, TOKEN);
        refused(401, TOKEN, TOKEN);
        refused(401, TOKEN, "Bearer ");
        refused(401, TOKEN, "Bearer operators-token");
        refused(401, TOKEN, "Bearer " + TOKEN, "Bearer " + TOKEN);
    }

    @ParameterizedTest
    @NullAndEmptySource
    void withoutATokenNobodyMayAndHearsWhatToSet(@Nullable String token) {
        assertThat(refused(404, token, "Bearer ").problem().detail()).contains("UNDERSTUDY_AGENT_TOKEN is not set");
        refused(404, token);
    }

    private static Refused refused(int status, @Nullable String token, String... sent) {
        var refused = new Refused[1];
        assertThatThrownBy(() -> check(token, sent)).isInstanceOfSatisfying(Refused.class, it -> refused[0] = it);
        assertThat(refused[0].problem().status()).isEqualTo(status);
        return refused[0];
    }

    private static void check(@Nullable String token, String... sent) {
        var request = new MockHttpServletRequest();
        for (var one : sent) request.addHeader("Authorization", one);
        var secret = token == null ? null : Secret.of(token);
        new AgentDoor(new AliveSettings(secret, Duration.ofSeconds(2))).check(request);
    }
}
