package dev.understudy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import dev.understudy.common.Secret;
import dev.understudy.livekit.LiveKitKeys;
import dev.understudy.livekit.LiveKitParts;
import dev.understudy.livekit.LiveKitSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens let an avatar into a room: one of an agent's, for one room, signed with a key of ours, and in force. */
class AvatarPassTest {
    private static final String KEY = "APIours";
    private static final String SECRET = "a-secret-of-ours-with-32-letters-or-more";
    private static final LiveKitKeys KEYS = LiveKitParts.keys(
            new LiveKitSettings(URI.create("ws://x"), null, KEY, Secret.of(SECRET), null, Duration.ofSeconds(1), 1));
    private static final Map<String, Object> ROOM = Map.of("roomJoin", true, "room", "demo");

    @Test
    void thePluginsTokenIsAPass() {
        assertThat(AvatarPass.of(sign(good()), KEYS)).contains(new AvatarPass("demo", "tavus-avatar", "agent-1"));
    }

    @Test
    void forWhomItSpeaksNeedNotBeSaid() {
        var silent = new AvatarPass("demo", "tavus-avatar", null);
        assertThat(AvatarPass.of(sign(good().withClaim("attributes", Map.of())), KEYS))
                .contains(silent);
        assertThat(AvatarPass.of(sign(good().withClaim("attributes", Map.of("lk.publish_on_behalf", ""))), KEYS))
                .contains(silent);
        assertThat(AvatarPass.of(sign(bare().withClaim("kind", "agent")), KEYS)).contains(silent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "", "AGENT", "agents", "sip", "egress"})
    void oneOfAnotherKindIsNone(String kind) {
        assertThat(AvatarPass.of(sign(good().withClaim("kind", kind)), KEYS)).isEmpty();
    }

    /** One thing about it is not as it has to be. */
    private enum Flaw {
        NO_KIND(token -> bare()),
        NO_VIDEO(token -> token.withClaim("video", (Map<String, ?>) null)),
        MAY_NOT_JOIN(token -> token.withClaim("video", Map.of("room", "demo"))),
        JOIN_IS_FALSE(token -> token.withClaim("video", Map.of("roomJoin", false, "room", "demo"))),
        NO_ROOM(token -> token.withClaim("video", Map.of("roomJoin", true))),
        EMPTY_ROOM(token -> token.withClaim("video", Map.of("roomJoin", true, "room", ""))),
        ROOM_IS_A_NUMBER(token -> token.withClaim("video", Map.of("roomJoin", true, "room", 7))),
        BLANK_IDENTITY(token -> token.withSubject(" ")),
        NO_IDENTITY(token -> token.withSubject(null)),
        NO_END(token -> token.withExpiresAt((Instant) null)),
        OVER(token -> token.withExpiresAt(Instant.now().minusSeconds(3_600))),
        NOT_YET(token -> token.withNotBefore(Instant.now().plusSeconds(3_600))),
        UNKNOWN_KEY(token -> token.withIssuer("APIother")),
        NO_ISSUER(token -> token.withIssuer((String) null));

        private final UnaryOperator<JWTCreator.Builder> make;

        Flaw(UnaryOperator<JWTCreator.Builder> make) {
            this.make = make;
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneFlawIsEnough(Flaw flaw) {
        assertThat(AvatarPass.of(sign(flaw.make.apply(good())), KEYS)).isEmpty();
    }

    @Test
    void norIsOneThatAnotherKeySigned() {
        assertThat(AvatarPass.of(good().sign(Algorithm.HMAC256("not-our-secret-not-our-secret-not-ours")), KEYS))
                .isEmpty();
        assertThat(AvatarPass.of(good().sign(Algorithm.none()), KEYS)).isEmpty();
        assertThat(AvatarPass.of("no token at all", KEYS)).isEmpty();
    }

    @Test
    void clocksMayDifferByAMinute() {
        assertThat(AvatarPass.of(sign(good().withExpiresAt(Instant.now().minusSeconds(30))), KEYS))
                .isPresent();
        assertThat(AvatarPass.of(sign(good().withIssuedAt(Instant.now().plusSeconds(3_600))), KEYS))
                .isPresent();
    }

    private static JWTCreator.Builder good() {
        return bare().withClaim("kind", "agent").withClaim("attributes", Map.of("lk.publish_on_behalf", "agent-1"));
    }

    private static JWTCreator.Builder bare() {
        return JWT.create()
                .withIssuer(KEY)
                .withSubject("tavus-avatar")
                .withExpiresAt(Instant.now().plusSeconds(600))
                .withClaim("video", ROOM);
    }

    private static String sign(JWTCreator.Builder token) {
        return token.sign(Algorithm.HMAC256(SECRET));
    }
}
