package dev.understudy.access;

import static dev.understudy.access.Doors.OPERATOR;
import static dev.understudy.access.Doors.access;
import static dev.understudy.access.Doors.bearer;
import static dev.understudy.access.Doors.status;
import static dev.understudy.access.Doors.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.understudy.access.AccessSettings.Mode;
import dev.understudy.fixtures.FreePort;
import dev.understudy.fixtures.Issuer;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** OpenID Connect against an issuer with a real RSA key. */
class OidcAccessTest {
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
        try (var other = new Issuer(0)) {
            var token = other.sign(other.claims("understudy"));
            assertThat(status(() -> access.visitor(bearer(token)))).isEqualTo(503);
        }
        assertThat(status(() -> access.visitor(with("Bearer a.b.c"))))
                .as("no token at all")
                .isEqualTo(401);
        try (var issuer = new Issuer(port)) {
            Doors.CLOCK.pass(IssuerKeys.PAUSE);
            assertThatCode(() -> access.visitor(bearer(issuer.sign(issuer.claims("understudy")))))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void itIsSaidWhoCalls() {
        try (var issuer = new Issuer(0)) {
            var access = access(Mode.OIDC, issuer.address());
            assertThat(access.caller(bearer(issuer.sign(issuer.claims("understudy")))))
                    .isEqualTo("someone");
            assertThat(access.caller(
                            bearer(issuer.sign(issuer.claims("understudy").subject(null)))))
                    .isEqualTo("somebody");
            assertThat(access.caller(with("Bearer " + OPERATOR))).isEqualTo("the operator");
        }
    }

    @Test
    void anOperatorOfTheIssuersHearsOfAllRoomsAndItsVisitorOfNone() {
        try (var issuer = new Issuer(0)) {
            var access = access(Mode.OIDC, issuer.address());
            var operator = issuer.claims("understudy").claim("scope", "understudy.operator");
            assertThat(access.operatorOrRoom(bearer(issuer.sign(operator)))).isEmpty();
            assertThat(status(() -> access.operatorOrRoom(bearer(issuer.sign(issuer.claims("understudy"))))))
                    .isEqualTo(403);
        }
    }

    @Test
    void scopesOfAnyOtherShapeMakeNobodyAnOperator() {
        try (var issuer = new Issuer(0)) {
            var access = access(Mode.OIDC, issuer.address());
            for (var scope : List.<Object>of(7, "understudy.operators", "openid", List.of("openid")))
                assertThat(status(() -> access.operator(
                                bearer(issuer.sign(issuer.claims("understudy").claim("scope", scope))))))
                        .as(scope.toString())
                        .isEqualTo(403);
        }
    }

    @Test
    void whoNamesAnotherIssuerThanTheOneThatWeAskedIsNotBelieved() {
        try (var issuer = new Issuer(0)) {
            var access = access(Mode.OIDC, issuer.address().replace("127.0.0.1", "localhost"));
            assertThat(status(() -> access.visitor(bearer(issuer.sign(issuer.claims("understudy"))))))
                    .isEqualTo(503);
        }
    }
}
