package dev.understudy.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import dev.understudy.common.Refused;
import dev.understudy.common.Secret;
import dev.understudy.fixtures.Fuzz;
import dev.understudy.fixtures.FuzzedToken;
import dev.understudy.fixtures.SignedWebhook;
import dev.understudy.livekit.LiveKitKeys;
import dev.understudy.livekit.LiveKitParts;
import dev.understudy.livekit.LiveKitSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an agent may send in place of a conversation's request: one that can be sent on comes of it, or a refusal. */
@Tag("fuzz")
class GatewayFuzzTest {
    /** Of understudy.web.body-limits. */
    private static final int BODY = 256 << 10;

    private static final int ROOM = 1_024;
    private final LiveKitKeys keys = LiveKitParts.keys(new LiveKitSettings(
            URI.create("ws://x"),
            null,
            SignedWebhook.KEY,
            Secret.of(SignedWebhook.SECRET),
            null,
            Duration.ofSeconds(1),
            1));
    private final GatewayRequests requests = new GatewayRequests(keys, Clock.systemUTC());
    private final Wish wish = Calls.wish("https://example.org/tavus/callback/x");
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    @Test
    void anyBodyIsARequestForTavusOrIsRefused() {
        var token = JWT.create()
                .withIssuer(SignedWebhook.KEY)
                .withSubject(Calls.AVATAR)
                .withExpiresAt(Instant.now().plus(Duration.ofDays(1)))
                .withClaim("video", Map.of("roomJoin", true, "room", "demo"))
                .withClaim("kind", "agent")
                .sign(Algorithm.HMAC256(SignedWebhook.SECRET));
        Fuzz.of("gateway-bodies", BODY, Refused.class).at(bytes -> {
            var body = new String(bytes, ISO_8859_1).replace("@token@", token).getBytes(ISO_8859_1);
            requests.create(body, exchange);
            var sent = wish.of(GatewayRequests.call(exchange).asked(), "understudy-1");
            assertThat(Calls.JSON.readTree(sent).path("conversation_name").textValue())
                    .isEqualTo("understudy-1");
            assertThat(sent.length()).isLessThanOrEqualTo(2 * body.length + ROOM);
        });
    }

    @Test
    void anyTokenIsAPassOrIsNone() {
        Fuzz.of("gateway-passes", BODY, NoPass.class).at(bytes -> {
            var pass = AvatarPass.of(FuzzedToken.of(bytes), keys).orElseThrow(NoPass::new);
            assertThat(pass.room()).isNotEmpty();
            assertThat(pass.identity()).isNotBlank();
        });
    }

    /** So that it is counted. */
    private static final class NoPass extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
