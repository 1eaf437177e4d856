package dev.understudy.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import dev.understudy.common.Refused;
import dev.understudy.common.Secret;
import dev.understudy.fixtures.ManualClock;
import dev.understudy.fixtures.SignedWebhook;
import dev.understudy.livekit.LiveKitParts;
import dev.understudy.livekit.LiveKitSettings;
import dev.understudy.session.AgentsScene;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a call before anything is done about it. */
class GatewayRequestsTest {
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    private final GatewayRequests requests = new GatewayRequests(
            LiveKitParts.keys(new LiveKitSettings(
                    URI.create("ws://x"),
                    null,
                    SignedWebhook.KEY,
                    Secret.of(SignedWebhook.SECRET),
                    null,
                    Duration.ofSeconds(1),
                    1)),
            new ManualClock(AgentsScene.NOW));

    @Test
    void aTokenThatWeSignedSaysForWhichRoomAndWhichAvatar() {
        requests.create(body(token()), exchange);
        var call = GatewayRequests.call(exchange);
        assertThat(call.pass()).isEqualTo(new AvatarPass("demo", Calls.AVATAR, null));
        assertThat(call.asked().path("face_id").asText()).isEqualTo("f1");
        assertThat(call.startedAt()).isEqualTo(AgentsScene.NOW);
    }

    @Test
    void withoutSuchATokenNobodyIsLetIn() {
        assertThatThrownBy(() -> requests.create(body("strange"), exchange))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.problem())
                        .returns(403, problem -> problem.status())
                        .returns("properties.livekit_room_token", problem -> problem.field()));
        assertThatThrownBy(() -> requests.create(null, exchange)).isInstanceOf(Refused.class);
    }

    @Test
    void aConversationIsAskedForByItsId() {
        requests.one("c-1_X", null, exchange);
        assertThat(request()).isEqualTo(new Call.Request("GET", "/c-1_X", null, null));
        assertThat(GatewayRequests.call(exchange).asked().path("id").asText()).isEqualTo("c-1_X");
        requests.one("c1", "true", exchange);
        assertThat(request().query()).isEqualTo("verbose=true");
        requests.one("c1", "yes", exchange);
        assertThat(request().query()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../x", "c1/end", "c 1", "c1?x", "ü"})
    void whatIsNoIdIsNoConversationOfOurs(String id) {
        assertThatThrownBy(() -> requests.one(id, null, exchange))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.problem())
                        .returns(404, problem -> problem.status())
                        .returns("gateway-conversation-unknown", problem -> problem.code()));
    }

    @Test
    void aListIsAskedForAsItWasAsked() {
        requests.list(exchange);
        assertThat(request()).isEqualTo(new Call.Request("GET", "", null, null));
        exchange.getMessage().setHeaders(Map.of("page", "2", "limit", "100", "status", "active", "other", "x"));
        requests.list(exchange);
        assertThat(request()).isEqualTo(new Call.Request("GET", "", "status=active&limit=100&page=2", null));
    }

    @ParameterizedTest
    @CsvSource({"status, deleted", "limit, -1", "limit, 1234567", "page, 1&x=y"})
    void aParameterWithoutSenseIsNamed(String name, String value) {
        exchange.getMessage().setHeader(name, value);
        assertThatThrownBy(() -> requests.list(exchange))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.problem())
                        .returns(422, problem -> problem.status())
                        .returns(name, problem -> problem.field()));
    }

    private Call.Request request() {
        return GatewayRequests.call(exchange).request();
    }

    private static byte[] body(String token) {
        return ("{\"face_id\":\"f1\",\"properties\":{\"livekit_room_token\":\"" + token + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String token() {
        return JWT.create()
                .withIssuer(SignedWebhook.KEY)
                .withSubject(Calls.AVATAR)
                .withExpiresAt(Instant.now().plusSeconds(600))
                .withClaim("video", Map.of("roomJoin", true, "room", "demo"))
                .withClaim("kind", "agent")
                .sign(Algorithm.HMAC256(SignedWebhook.SECRET));
    }
}
