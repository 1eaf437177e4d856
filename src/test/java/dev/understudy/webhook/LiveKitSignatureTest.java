package dev.understudy.webhook;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import dev.understudy.common.Refused;
import dev.understudy.common.Secret;
import dev.understudy.fixtures.SignedWebhook;
import dev.understudy.livekit.LiveKitParts;
import dev.understudy.livekit.LiveKitSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveKitSignatureTest {
    private static final String OTHER = "other-secret-0123456789abcdef-0123456789";
    private static final String BODY = SignedWebhook.body("EV_1", "room_started", "r-ä");
    private final LiveKitSignature signature = new LiveKitSignature(LiveKitParts.keys(new LiveKitSettings(
            URI.create("ws://x"),
            null,
            SignedWebhook.KEY,
            Secret.of(SignedWebhook.SECRET),
            Map.of("secondkey", Secret.of(OTHER)),
            Duration.ofSeconds(1),
            1)));

    @Test
    void whatLiveKitSignedPasses() {
        assertThatCode(() -> check(BODY, SignedWebhook.token(BODY))).doesNotThrowAnyException();
    }

    @Test
    void theSecondKeyIsAsGood() {
        var token = claims().withIssuer("secondkey").sign(Algorithm.HMAC256(OTHER));
        assertThatCode(() -> check(BODY, token)).doesNotThrowAnyException();
    }

    @Test
    void noHeaderIsRefused() {
        assertThatThrownBy(() -> signature.signed(List.of())).isInstanceOf(Refused.class);
    }

    @Test
    void twoHeadersAreRefused() {
        var token = SignedWebhook.token(BODY);
        assertThatThrownBy(() -> signature.signed(List.of(token, token))).isInstanceOf(Refused.class);
    }

    @Test
    void aBearerPrefixIsRefused() {
        refused(BODY, "Bearer " + SignedWebhook.token(BODY));
    }

    @Test
    void anUnknownKeyIsRefused() {
        refused(BODY, claims().withIssuer("stranger").sign(Algorithm.HMAC256(SignedWebhook.SECRET)));
    }

    @Test
    void aKnownKeyWithTheSecretOfAnotherIsRefused() {
        refused(BODY, claims().sign(Algorithm.HMAC256(OTHER)));
    }

    @Test
    void aTokenWithoutIssuerIsRefused() {
        refused(BODY, JWT.create().withExpiresAt(soon()).sign(Algorithm.HMAC256(SignedWebhook.SECRET)));
    }

    @Test
    void anExpiredTokenIsRefusedAfterTheLeeway() {
        refused(BODY, sign(claims().withExpiresAt(Instant.now().minusSeconds(65))));
    }

    @Test
    void clocksMayDifferByLessThanAMinute() {
        var late = sign(claims().withExpiresAt(Instant.now().minusSeconds(50)));
        var early = sign(claims().withNotBefore(Instant.now().plusSeconds(50)));
        assertThatCode(() -> check(BODY, late)).doesNotThrowAnyException();
        assertThatCode(() -> check(BODY, early)).doesNotThrowAnyException();
    }

    @Test
    void aTokenFromTheFutureIsRefused() {
        refused(BODY, sign(claims().withNotBefore(Instant.now().plusSeconds(65))));
    }

    @Test
    void aTokenWithoutExpiryIsRefused() {
        refused(BODY, sign(claims().withExpiresAt((Instant) null)));
    }

    @Test
    void aBodyChangedByOneByteIsRefused() {
        refused(BODY.replace("EV_1", "EV_2"), SignedWebhook.token(BODY));
        refused(BODY + "\n", SignedWebhook.token(BODY));
    }

    @Test
    void aMissingOrWronglyTypedHashIsRefused() {
        refused(BODY, sign(claims().withClaim("sha256", (String) null)));
        refused(BODY, sign(claims().withClaim("sha256", 5)));
    }

    @Test
    void anUnsignedTokenIsRefused() {
        refused(BODY, claims().sign(Algorithm.none()));
    }

    @Test
    void anotherAlgorithmIsRefusedEvenWithTheRightSecret() {
        refused(BODY, claims().sign(Algorithm.HMAC512(SignedWebhook.SECRET)));
    }

    @Test
    void noiseIsRefused() {
        for (var noise : List.of("", ".", "a.b.c", "e30.e30.", "x".repeat(10_000), "\u0000")) refused(BODY, noise);
    }

    @Test
    void whatNoTokenHasIsRefusedBeforeAnybodySignedIt() {
        for (var claims : List.of("null", "{\"exp\":9223372036854775807}", "{\"nbf\":-9223372036854775808}"))
            refused(BODY, "e30." + Base64.getUrlEncoder().encodeToString(bytes(claims)) + ".c2lnbmF0dXJl");
    }

    @Test
    void theReasonHelpsWhoeverMixedUpTwoKeys() {
        because("its key is not known here", claims().withIssuer("x").sign(Algorithm.HMAC256(OTHER)));
        because("its signature is not made with our secret", claims().sign(Algorithm.HMAC256(OTHER)));
        because(
                "its token has expired",
                sign(claims().withExpiresAt(Instant.now().minusSeconds(65))));
        because("its token is not one of LiveKit's", "noise");
    }

    private void because(String reason, String token) {
        assertThatThrownBy(() -> check(BODY, token)).hasMessageEndingWith("Refused: " + reason + ".");
    }

    private static JWTCreator.Builder claims() {
        return SignedWebhook.claims(BODY);
    }

    private static String sign(JWTCreator.Builder claims) {
        return claims.sign(Algorithm.HMAC256(SignedWebhook.SECRET));
    }

    private static Instant soon() {
        return Instant.now().plusSeconds(60);
    }

    private void check(String body, String token) {
        signature.check(bytes(body), signature.signed(List.of(token)));
    }

    private void refused(String body, String token) {
        assertThatThrownBy(() -> check(body, token))
                .isInstanceOfSatisfying(Refused.class, refused -> org.assertj.core.api.Assertions.assertThat(
                                refused.problem().status())
                        .isEqualTo(401));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
