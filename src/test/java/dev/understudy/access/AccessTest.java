package dev.understudy.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.understudy.access.AccessSettings.Mode;
import dev.understudy.access.AccessSettings.Oidc;
import dev.understudy.common.Refused;
import dev.understudy.common.Secret;
import dev.understudy.fixtures.FreePort;
import dev.understudy.fixtures.Issuer;
import dev.understudy.fixtures.SignedWebhook;
import dev.understudy.livekit.LiveKitKeys;
import dev.understudy.livekit.LiveKitSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class AccessTest {
    private static final String OPERATOR = "operator-token-1234";
    private static final String SHARED = "visitor-token-1234";

    @Test
    void openLetsEveryVisitorInButNoOperator() {
        var access = access(Mode.OPEN, null);
        assertThatCode(() -> access.visitor(with(null))).doesNotThrowAnyException();
        assertThat(status(() -> access.operator(with(null)))).isEqualTo(401);
        assertThat(status(() -> access.operator(with("Bearer " + SHARED)))).isEqualTo(401);
        assertThatCode(() -> access.operator(with("bearer " + OPERATOR))).doesNotThrowAnyException();
    }

    @Test
    void bearerTellsVisitorsFromOperators() {
        var access = access(Mode.BEARER, null);
        assertThatCode(() -> access.visitor(with("Bearer " + SHARED))).doesNotThrowAnyException();
        assertThatCode(() -> access.visitor(with("Bearer " + OPERATOR))).doesNotThrowAnyException();
        assertThat(status(() -> access.visitor(with(null)))).isEqualTo(401);
        assertThat(status(() -> access.visitor(with("Bearer wrong")))).isEqualTo(401);
        assertThat(status(() -> access.operator(with("Bearer " + SHARED)))).isEqualTo(403);
    }

    @Test
    void whatIsNotOneBearerHeaderIsNothing() {
        var access = access(Mode.BEARER, null);
        for (var header : List.of(
                SHARED, "Basic " + SHARED, "Bearer", "Bearer ", "Bearer " + SHARED + "x", "Bearer " + "x".repeat(9000)))
            assertThat(status(() -> access.visitor(with(header)))).as(header).isEqualTo(401);
        var twice = with("Bearer " + SHARED);
        twice.addHeader("Authorization", "Bearer " + SHARED);
        assertThat(status(() -> access.visitor(twice))).isEqualTo(401);
        var inTheAddress = with(null);
        inTheAddress.addParameter("Authorization", "Bearer " + SHARED);
        assertThat(status(() -> access.visitor(inTheAddress))).isEqualTo(401);
    }

    @Test
    void anEmptyOperatorTokenOpensNothing() {
        var settings = new AccessSettings(Mode.OPEN, Secret.of(""), null, List.of(), oidc(null));
        var access = new Access(settings, new OidcTokens(settings), new RoomTokens(keys()));
        assertThat(status(() -> access.operator(with("Bearer ")))).isEqualTo(401);
        assertThat(status(() -> access.operator(with("Bearer x")))).isEqualTo(401);
    }

    @Test
    void oidcLetsInWhomTheIssuerSigned() {
        try (var issuer = new Issuer(0)) {
            var access = access(Mode.OIDC, issuer.address());
            assertThatCode(() -> access.visitor(bearer(issuer.sign(issuer.claims("understudy")))))
                    .doesNotThrowAnyException();
            assertThat(status(() -> access.visitor(with(null)))).isEqualTo(401);
            assertThat(status(() -> access.operator(bearer(issuer.sign(issuer.claims("understudy"))))))
                    .isEqualTo(403);
        }
    }

    @Test
    void oidcMakesOperatorsByScope() {
        try (var issuer = new Issuer(0)) {
            var access = access(Mode.OIDC, issuer.address());
            var text = issuer.claims("understudy").claim("scope", "openid understudy.operator");
            var list = issuer.claims("understudy").claim("scp", List.of("understudy.operator"));
            assertThatCode(() -> access.operator(bearer(issuer.sign(text)))).doesNotThrowAnyException();
            assertThatCode(() -> access.operator(bearer(issuer.sign(list)))).doesNotThrowAnyException();
            assertThatCode(() -> access.operator(with("Bearer " + OPERATOR))).doesNotThrowAnyException();
        }
    }

    @Test
    void oidcRefusesWhatTheIssuerDidNotMeanForUs() {
        try (var issuer = new Issuer(0)) {
            var access = access(Mode.OIDC, issuer.address());
            var past = Date.from(Instant.now().minusSeconds(120));
            var bad = Map.of(
                    "another audience", issuer.sign(issuer.claims("someone-else")),
                    "another issuer", issuer.sign(issuer.claims("understudy").issuer("http://other")),
                    "expired", issuer.sign(issuer.claims("understudy").expirationTime(past)),
                    "without expiry", issuer.sign(issuer.claims("understudy").expirationTime(null)),
                    "forged", issuer.forge(issuer.claims("understudy")),
                    "without audience", issuer.sign(new JWTClaimsSet.Builder().issuer(issuer.address())),
                    "unsigned", JWT.create().withIssuer(issuer.address()).sign(Algorithm.none()),
                    "noise", "a.b.c");
            bad.forEach((what, token) -> assertThat(status(() -> access.visitor(bearer(token))))
                    .as(what)
                    .isEqualTo(401));
        }
    }

    @Test
    void anIssuerThatIsDownIsOurTroubleAndIsAskedAgain() {
        var port = FreePort.find();
        var access = access(Mode.OIDC, "http://127.0.0.1:" + port);
        assertThat(status(() -> access.visitor(with("Bearer a.b.c")))).isEqualTo(503);
        try (var issuer = new Issuer(port)) {
            assertThatCode(() -> access.visitor(bearer(issuer.sign(issuer.claims("understudy")))))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void aParticipantHearsOfItsOwnRoom() {
        var access = access(Mode.OPEN, null);
        assertThat(access.operatorOrRoom(bearer(sign(room("r1", true))))).contains("r1");
        assertThat(access.operatorOrRoom(with("Bearer " + OPERATOR))).isEmpty();
    }

    @Test
    void whatIsNoParticipantsTokenHearsNothing() {
        var access = access(Mode.OPEN, null);
        var bad = List.of(
                sign(room("r1", false)),
                sign(room("", true)),
                sign(room("r1", true).withExpiresAt((Instant) null)),
                sign(room("r1", true).withExpiresAt(Instant.now().minusSeconds(65))),
                sign(room("r1", true).withIssuer("stranger")),
                sign(JWT.create()
                        .withIssuer(SignedWebhook.KEY)
                        .withExpiresAt(Instant.now().plusSeconds(60))),
                room("r1", true).sign(Algorithm.none()),
                room("r1", true).sign(Algorithm.HMAC256("x".repeat(32))),
                "noise");
        for (var token : bad)
            assertThat(status(() -> access.operatorOrRoom(bearer(token)))).isEqualTo(401);
        assertThat(status(() -> access.operatorOrRoom(with(null)))).isEqualTo(401);
    }

    private static JWTCreator.Builder room(String room, boolean join) {
        return JWT.create()
                .withIssuer(SignedWebhook.KEY)
                .withExpiresAt(Instant.now().plusSeconds(60))
                .withClaim("video", Map.of("room", room, "roomJoin", join));
    }

    private static String sign(JWTCreator.Builder token) {
        return token.sign(Algorithm.HMAC256(SignedWebhook.SECRET));
    }

    private static Access access(Mode mode, String issuer) {
        var settings = new AccessSettings(mode, Secret.of(OPERATOR), Secret.of(SHARED), List.of(), oidc(issuer));
        return new Access(settings, new OidcTokens(settings), new RoomTokens(keys()));
    }

    private static Oidc oidc(String issuer) {
        return new Oidc(issuer, "understudy", Duration.ofSeconds(2));
    }

    private static LiveKitKeys keys() {
        return new LiveKitKeys(new LiveKitSettings(
                URI.create("ws://x"),
                null,
                SignedWebhook.KEY,
                Secret.of(SignedWebhook.SECRET),
                null,
                Duration.ofSeconds(1),
                1));
    }

    private static MockHttpServletRequest bearer(String token) {
        return with("Bearer " + token);
    }

    private static MockHttpServletRequest with(String authorization) {
        var request = new MockHttpServletRequest();
        if (authorization != null) request.addHeader("Authorization", authorization);
        return request;
    }

    private static int status(Runnable call) {
        var status = new int[1];
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> status[0] = refused.problem().status());
        return status[0];
    }
}
