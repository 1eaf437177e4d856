package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator.Builder;
import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.fixtures.App;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A visitor of the page comes to a simulated room by its own token, and by nothing else. */
class SandboxMeetTest {
    private static final String SECRET = "sandbox-secret-0123456789abcdef-0123456789";
    private static final App APP = App.shared();

    @Test
    void aVisitorComesAndGoesByTheTokenThatTheSiteGave() throws Exception {
        var granted = APP.post("/api/token", "{\"room_name\":\"meet-me\",\"participant_identity\":\"visitor-1\"}");
        var token = new ObjectMapper()
                .readTree(granted.body())
                .get("participant_token")
                .asText();
        assertThat(call("POST", "meet-me", "Bearer " + token)).isEqualTo(201);
        assertThat(isIn("meet-me", "visitor-1")).isTrue();
        assertThat(call("DELETE", "meet-me", "Bearer " + token)).isEqualTo(204);
        assertThat(isIn("meet-me", "visitor-1")).isFalse();
        assertThat(call("DELETE", "meet-me", "Bearer " + token)).isEqualTo(204);
    }

    @Test
    void foreignRoomsAreRefused() {
        var token = sign(visitor("mine"), SECRET);
        assertThat(call("POST", "other", "Bearer " + token)).isEqualTo(403);
        assertThat(call("DELETE", "other", "Bearer " + token)).isEqualTo(403);
        assertThat(call("POST", "", "Bearer " + token)).isEqualTo(403);
        assertThat(isIn("other", "visitor")).isFalse();
    }

    @Test
    void whatIsNoVisitorsTokenIsRefused() {
        var past = visitor("mine").withExpiresAt(Instant.now().minusSeconds(1));
        refused("Bearer " + sign(past, SECRET));
        refused("Bearer " + sign(visitor("mine").withExpiresAt((Instant) null), SECRET));
        refused("Bearer " + sign(visitor("mine"), SECRET.replace('0', '1')));
        refused("Bearer " + sign(visitor("mine").withIssuer("nobody"), SECRET));
        refused("Bearer " + sign(visitor("mine").withClaim("kind", "agent"), SECRET));
        refused("Bearer " + sign(visitor("mine").withClaim("video", Map.of("room", "mine")), SECRET));
        refused("Bearer " + sign(visitor("mine").withSubject(""), SECRET));
        refused("Bearer garbage");
        refused("Bearer sandbox");
        refused(sign(visitor("mine"), SECRET));
        refused(null);
        assertThat(isIn("mine", "visitor")).isFalse();
    }

    @Test
    void aRoomHasToBeNamed() {
        var request = APP.request("/sandbox/meet").header("Authorization", "Bearer " + sign(visitor("mine"), SECRET));
        assertThat(APP.send(request.POST(BodyPublishers.noBody())).statusCode()).isEqualTo(400);
    }

    @Test
    void nothingElseOpensByAVisitorsToken() {
        var request = APP.request("/sandbox/rooms").header("Authorization", "Bearer " + sign(visitor("mine"), SECRET));
        assertThat(APP.send(request.GET()).statusCode()).isEqualTo(401);
    }

    private static void refused(String header) {
        assertThat(call("POST", "mine", header)).as(header).isEqualTo(401);
        assertThat(call("DELETE", "mine", header)).as(header).isEqualTo(401);
    }

    private static int call(String method, String room, String header) {
        var request = APP.request("/sandbox/meet?room=" + room).method(method, BodyPublishers.noBody());
        if (header != null) request.header("Authorization", header);
        var answer = APP.send(request);
        if (answer.statusCode() >= 400)
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        if (header != null && header.length() > 40) assertThat(answer.body()).doesNotContain(header.substring(10));
        return answer.statusCode();
    }

    private static boolean isIn(String room, String identity) {
        return APP.bean(FakeRooms.class)
                .find(room)
                .flatMap(there -> there.with(identity, Participant::identity))
                .isPresent();
    }

    private static Builder visitor(String room) {
        return JWT.create()
                .withIssuer("devkey")
                .withSubject("visitor")
                .withExpiresAt(Instant.now().plusSeconds(60))
                .withClaim("video", Map.of("roomJoin", true, "room", room));
    }

    private static String sign(Builder token, String secret) {
        return token.sign(Algorithm.HMAC256(secret));
    }
}
