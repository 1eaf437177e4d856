package dev.understudy.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.DecodedJWT;
import dev.understudy.common.Secret;
import dev.understudy.fixtures.ManualClock;
import dev.understudy.livekit.LiveKitParts;
import dev.understudy.livekit.LiveKitSettings;
import dev.understudy.token.TokenRequest.Form;
import dev.understudy.token.TokenSettings.Naming;
import dev.understudy.web.Reply;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tokens that are minted, and the two answers that carry them. */
class TokensTest {
    private static final long NOW = 1_795_410_048_000L;
    private static final String KEY = "APIours";
    private static final String SECRET = "a-secret-of-ours-with-32-letters-or-more";
    private static final TokenRequest FULL =
            new TokenRequest("r", "ann", "Ann", "m", Map.of("colour", "red"), Form.STANDARD);
    private static final TokenRequest BARE = new TokenRequest("r", "ann", "ann", null, Map.of(), Form.OLDER);

    @Test
    void theStandardFormIsAnsweredByItsFourFields() {
        var reply = tokens("ws://livekit:7880").grant(FULL);
        assertThat(reply.status()).isEqualTo(201);
        assertThat(body(reply))
                .containsOnlyKeys("server_url", "participant_token", "room_name", "participant_name")
                .containsEntry("server_url", "ws://livekit:7880")
                .containsEntry("room_name", "r")
                .containsEntry("participant_name", "Ann");
    }

    @Test
    void theOlderFormIsAnsweredByItsFourFields() {
        var reply = tokens("wss://livekit").grant(BARE);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(body(reply))
                .containsOnlyKeys("token", "url", "roomName", "identity")
                .containsEntry("url", "wss://livekit")
                .containsEntry("roomName", "r")
                .containsEntry("identity", "ann");
    }

    @Test
    void theOlderFormByQueryIsAnsweredAlsoInTheWordOfLiveKitsOlderComponents() {
        var answer = body(tokens("wss://livekit").grant(BARE.byQuery()));
        assertThat(answer).containsOnlyKeys("token", "accessToken", "url", "roomName", "identity");
        assertThat(answer.get("accessToken")).isEqualTo(answer.get("token"));
        assertThat(FULL.byQuery()).isEqualTo(FULL);
    }

    @Test
    void browsersAreGivenAWebSocketsAddress() {
        assertThat(body(tokens("https://livekit").grant(BARE))).containsEntry("url", "wss://livekit");
        assertThat(body(tokens("http://livekit").grant(BARE))).containsEntry("url", "ws://livekit");
    }

    @Test
    void aTokenSaysWhoWhereAndFromWhenToWhen() {
        var token = verified((String) body(tokens("ws://x").grant(FULL)).get("participant_token"));
        assertThat(token.getIssuer()).isEqualTo(KEY);
        assertThat(token.getSubject()).isEqualTo("ann");
        assertThat(token.getNotBeforeAsInstant()).isEqualTo(Instant.ofEpochMilli(NOW - 10_000));
        assertThat(token.getExpiresAtAsInstant()).isEqualTo(Instant.ofEpochMilli(NOW + 900_000));
        assertThat(token.getClaim("name").asString()).isEqualTo("Ann");
        assertThat(token.getClaim("metadata").asString()).isEqualTo("m");
        assertThat(token.getClaim("attributes").asMap()).isEqualTo(Map.of("colour", "red"));
    }

    @Test
    void aTokenGrantsOneRoomAndNothingBeyond() {
        var token = verified((String) body(tokens("ws://x").grant(BARE)).get("token"));
        assertThat(token.getClaims()).containsOnlyKeys("iss", "sub", "nbf", "exp", "name", "video");
        assertThat(token.getClaim("video").asMap())
                .containsOnlyKeys("roomJoin", "room", "canPublish", "canSubscribe", "canPublishData")
                .containsEntry("room", "r")
                .containsEntry("roomJoin", true);
    }

    private static Tokens tokens(String url) {
        var livekit =
                new LiveKitSettings(URI.create(url), null, KEY, Secret.of(SECRET), null, Duration.ofSeconds(1), 1);
        var settings = new TokenSettings(
                Duration.ofMinutes(15),
                Duration.ofSeconds(10),
                Naming.ASKED,
                Naming.ASKED,
                Pattern.compile(".*"),
                false,
                TokenSettings.Limits.LIVEKIT);
        return new Tokens(LiveKitParts.keys(livekit), livekit, settings, new ManualClock(NOW));
    }

    @SuppressWarnings("unchecked") // the answers are maps, which become JSON
    private static Map<String, Object> body(Reply reply) {
        return (Map<String, Object>) reply.body();
    }

    /** Signed with our secret; read without regard to this machine's time. */
    private static DecodedJWT verified(String token) {
        var read = JWT.decode(token);
        Algorithm.HMAC256(SECRET).verify(read);
        return read;
    }
}
