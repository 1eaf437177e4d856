package dev.understudy.access;

import static dev.understudy.access.Doors.OPERATOR;
import static dev.understudy.access.Doors.SHARED;
import static dev.understudy.access.Doors.access;
import static dev.understudy.access.Doors.bearer;
import static dev.understudy.access.Doors.keys;
import static dev.understudy.access.Doors.oidc;
import static dev.understudy.access.Doors.status;
import static dev.understudy.access.Doors.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import dev.understudy.access.AccessSettings.Mode;
import dev.understudy.common.Secret;
import dev.understudy.fixtures.SignedWebhook;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessTest {
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
    void oneTokenIsKnownHoweverItsHeaderIsWritten() {
        var access = access(Mode.OPEN, null);
        var once = access.fingerprint(with("Bearer a.b.c"));
        assertThat(access.fingerprint(with("BEARER   a.b.c "))).isEqualTo(once);
        assertThat(access.fingerprint(with("Bearer a.b.d"))).isNotEqualTo(once);
        assertThat(access.fingerprint(with(null))).isEmpty();
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
        var settings = new AccessSettings(Mode.OPEN, Secret.of(""), null, false, List.of(), oidc(null));
        var access = new Access(settings, Doors.oidcTokens(settings), new RoomTokens(keys()));
        assertThat(status(() -> access.operator(with("Bearer ")))).isEqualTo(401);
        assertThat(status(() -> access.operator(with("Bearer x")))).isEqualTo(401);
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

    @Test
    void aHeaderOfAnAbsurdLengthIsNotEvenCompared() {
        var longest = 8_192 - "Bearer ".length();
        for (var length : List.of(longest, longest + 1)) {
            var token = "x".repeat(length);
            var settings = new AccessSettings(
                    Mode.BEARER, Secret.of(OPERATOR), Secret.of(token), false, List.of(), oidc(null));
            var access = new Access(settings, Doors.oidcTokens(settings), new RoomTokens(keys()));
            if (length == longest)
                assertThatCode(() -> access.visitor(bearer(token))).doesNotThrowAnyException();
            else assertThat(status(() -> access.visitor(bearer(token)))).isEqualTo(401);
        }
    }

    @Test
    void whoCallsWithTheOperatorsTokenIsTheOperator() {
        var access = access(Mode.OPEN, null);
        assertThat(access.caller(with("Bearer " + OPERATOR))).isEqualTo("the operator");
        assertThat(access.caller(with(null))).isEqualTo("the operator");
    }

    @Test
    void aVisitorsTokenIsNoParticipants() {
        var access = access(Mode.BEARER, null);
        assertThat(status(() -> access.operatorOrRoom(with("Bearer " + SHARED))))
                .isEqualTo(403);
    }

    @Test
    void aParticipantsClockMayDifferByAMinute() {
        var access = access(Mode.OPEN, null);
        var over = sign(room("r1", true).withExpiresAt(Instant.now().minusSeconds(30)));
        var later = sign(room("r1", true).withIssuedAt(Instant.now().plusSeconds(300)));
        for (var token : List.of(over, later))
            assertThat(access.operatorOrRoom(bearer(token))).contains("r1");
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
}
