package dev.understudy.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import dev.understudy.fixtures.App;
import dev.understudy.fixtures.Operator;
import dev.understudy.fixtures.WorldControls;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The stream of events: who hears what, and how it goes on after a break. */
class EventsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String[] OPERATOR = {"Authorization", "Bearer sandbox"};
    private static final String ENDED = "the agent speaks through the avatar";
    private static App app;
    private static WorldControls world;

    @BeforeAll
    static void start() {
        app = App.start("--understudy.events.heartbeat=300ms", "--understudy.events.listeners=8");
        world = new WorldControls(app.port());
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void anOperatorHearsASessionsWholeStoryInOrder() {
        try (var hearing = Hearing.of(app, "", OPERATOR)) {
            assertThat(hearing.answer().headers().firstValue("Content-Type")).contains("text/event-stream");
            assertThat(hearing.answer().headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(hearing.answer().headers().firstValue("X-Accel-Buffering"))
                    .contains("no");
            play("story");
            await().atMost(PATIENCE).until(() -> hears(hearing, "story", ENDED));
            var seen = new Operator(app, "sandbox").session("story").orElseThrow();
            var own = hearing.events().stream()
                    .filter(event -> event.contains("\"room\":\"story\""))
                    .toList();
            assertThat(own).hasSameSizeAs(seen.story());
            assertThat(own.get(0)).startsWith("{\"session\":\"" + seen.id() + "\",\"room\":\"story\",\"at\":\"2");
            assertThat(own.get(own.size() - 1))
                    .endsWith("\"event\":\"" + ENDED + "\",\"state\":\"VIDEO\",\"mode\":\"video\",\"attempt\":1}");
            assertThat(hearing.ids()).doesNotHaveDuplicates();
            assertThat(hearing.lines()).contains("event:session");
        }
    }

    @Test
    void aParticipantHearsItsOwnRoomOnly() {
        try (var own = Hearing.of(app, "", bearer(token("mine")));
                var named = Hearing.of(app, "?room=mine", bearer(token("mine")));
                var all = Hearing.of(app, "", OPERATOR)) {
            play("other");
            play("mine");
            await().atMost(PATIENCE)
                    .until(() ->
                            hears(all, "other", ENDED) && hears(own, "mine", ENDED) && hears(named, "mine", ENDED));
            assertThat(own.events()).allMatch(event -> event.contains("\"room\":\"mine\""));
            assertThat(named.events()).isEqualTo(own.events());
        }
    }

    @Test
    void anOperatorMayAskForOneRoom() {
        try (var hearing = Hearing.of(app, "?room=one", OPERATOR);
                var all = Hearing.of(app, "?room=", OPERATOR)) {
            play("two");
            play("one");
            await().atMost(PATIENCE).until(() -> hears(hearing, "one", ENDED) && hears(all, "two", ENDED));
            assertThat(hearing.events()).allMatch(event -> event.contains("\"room\":\"one\""));
        }
    }

    @Test
    void otherRoomsAndStrangersAreRefused() {
        refused(401, Hearing.of(app, ""));
        refused(401, Hearing.of(app, "", bearer("wrong")));
        refused(401, Hearing.of(app, "", bearer(token("mine", Instant.now().minusSeconds(3600)))));
        refused(401, Hearing.of(app, "?Authorization=Bearer%20sandbox"));
        refused(403, Hearing.of(app, "?room=other", bearer(token("mine"))));
        refused(403, Hearing.of(app, "?room=mine&room=other", bearer(token("mine"))));
        var head = app.send(app.request("/api/events").headers(OPERATOR).method("HEAD", BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(405);
    }

    @Test
    void aStreamGoesOnWhereItEnded() {
        play("again");
        var whole = new java.util.ArrayList<String>();
        try (var first = Hearing.of(app, "?room=again", "Authorization", "Bearer sandbox", "Last-Event-ID", "1-a-0")) {
            await().atMost(PATIENCE).until(() -> hears(first, "again", ENDED));
            whole.addAll(first.ids());
        }
        var third = whole.get(2);
        try (var second = Hearing.of(app, "?room=again", "Authorization", "Bearer sandbox", "Last-Event-ID", third)) {
            await().atMost(PATIENCE).until(() -> hears(second, "again", ENDED));
            assertThat(second.ids()).isEqualTo(whole.subList(3, whole.size()));
        }
    }

    @Test
    void anIdThatWeNeverSentIsAnsweredWithAReset() {
        try (var hearing = Hearing.of(app, "", "Authorization", "Bearer sandbox", "Last-Event-ID", "x' or 1=1")) {
            await().atMost(PATIENCE).until(() -> hearing.lines().contains("event:reset"));
        }
    }

    @Test
    void aSilentStreamHasAHeartbeat() {
        try (var hearing = Hearing.of(app, "?room=nobody", OPERATOR)) {
            await().atMost(PATIENCE)
                    .until(() -> hearing.lines().stream()
                                    .filter(line -> line.startsWith(":"))
                                    .count()
                            > 3);
            assertThat(hearing.events()).isEmpty();
        }
    }

    private static void play(String room) {
        world.join(room, "user");
    }

    private static boolean hears(Hearing hearing, String room, String event) {
        return hearing.events().stream()
                .anyMatch(each -> each.contains("\"room\":\"" + room + "\"") && each.contains(event));
    }

    private static void refused(int status, Hearing hearing) {
        try (hearing) {
            assertThat(hearing.answer().statusCode()).isEqualTo(status);
            assertThat(hearing.answer().headers().firstValue("Content-Type")).contains("application/problem+json");
        }
    }

    private static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }

    private static String token(String room) {
        return token(room, Instant.now().plusSeconds(60));
    }

    private static String token(String room, Instant until) {
        return JWT.create()
                .withIssuer("devkey")
                .withSubject("user")
                .withExpiresAt(until)
                .withClaim("video", Map.of("roomJoin", true, "room", room))
                .sign(Algorithm.HMAC256("sandbox-secret-0123456789abcdef-0123456789"));
    }
}
