package dev.understudy.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.fixtures.App;
import dev.understudy.fixtures.SignedWebhook;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.ConsumerTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The route, asked over HTTP as LiveKit asks it. */
class WebhookRouteTest {
    private static App app;

    @BeforeAll
    static void start() {
        app = App.start("--understudy.webhook.nudge=seda:test-nudges?waitForTaskToComplete=Never");
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void aSignedEventIsStoredAnsweredEmptyAndItsRoomIsNudged() {
        var room = "nudge-" + UUID.randomUUID();
        var body = SignedWebhook.body(id(), "participant_joined", room);

        var answer = deliver(body, SignedWebhook.token(body));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("Content-Type")).isEmpty();
        assertThat(answer.headers().firstValue("Content-Length")).contains("0");
        assertThat(app.bean(Webhooks.class).waiting(room)).hasSize(1);
        assertThat(nudges()).contains(room);
    }

    @Test
    void aRetryIsAnsweredAlikeAndNudgesNobody() {
        var room = "retry-" + UUID.randomUUID();
        var body = SignedWebhook.body(id(), "participant_joined", room);
        deliver(body, SignedWebhook.token(body));
        var again = deliver(body, SignedWebhook.token(body));
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(app.bean(Webhooks.class).waiting(room)).hasSize(1);
        assertThat(counted("participant_joined", "duplicate")).isPositive();
    }

    @Test
    void aLostNudgeIsRepeatedByTheSweep() {
        var room = "sweep-" + UUID.randomUUID();
        app.bean(Webhooks.class).store(new WebhookEvent(id(), "room_started", room, "RM_1", "", "", 5));
        await().until(() -> nudges().contains(room));
        app.bean(Webhooks.class)
                .worked(List.of(app.bean(Webhooks.class).waiting(room).get(0).id()), 6);
    }

    @Test
    void anUnknownEventIsTakenToo() {
        var body = SignedWebhook.body(id(), "made_up_tomorrow", "r");
        assertThat(deliver(body, SignedWebhook.token(body)).statusCode()).isEqualTo(200);
        assertThat(counted("other", "stored")).isPositive();
    }

    @Test
    void aForgedEventIsRefusedAndNotStored() {
        var room = "forged-" + UUID.randomUUID();
        var body = SignedWebhook.body(id(), "room_started", room);
        var answer = deliver(body + " ", SignedWebhook.token(body));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(app.bean(Webhooks.class).waiting(room)).isEmpty();
        assertThat(counted("other", "refused")).isPositive();
    }

    @Test
    void aTokenInTheAddressIsNoSignature() {
        var body = SignedWebhook.body(id(), "room_started", "r");
        var address = "/livekit/webhook?Authorization=" + SignedWebhook.token(body);
        assertThat(app.post(address, body).statusCode()).isEqualTo(401);
    }

    @Test
    void twoAuthorizationHeadersAreRefused() {
        var body = SignedWebhook.body(id(), "room_started", "r");
        var token = SignedWebhook.token(body);
        var answer = app.send(app.request("/livekit/webhook")
                .header("Authorization", token)
                .header("Authorization", token)
                .POST(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void signedButNotJsonIsMalformed() {
        assertThat(deliver("not json", SignedWebhook.token("not json")).statusCode())
                .isEqualTo(400);
    }

    @Test
    void anyContentTypeWillDo() {
        for (var type : List.of(
                "application/webhook+json", "text/plain", "application/x-www-form-urlencoded", "x/y; charset=nope")) {
            var body = SignedWebhook.body(id(), "room_started", "types");
            var answer = app.send(app.request("/livekit/webhook")
                    .header("Authorization", SignedWebhook.token(body))
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofByteArray(body.getBytes(UTF_8))));
            assertThat(answer.statusCode()).as(type).isEqualTo(200);
        }
    }

    @Test
    void metadataOfRoomAndParticipantAsLongAsLiveKitTakesItIsTaken() {
        var half = "x".repeat(512 * 1024);
        var body = "{\"event\":\"participant_joined\",\"id\":\"" + id()
                + "\",\"room\":{\"name\":\"full\",\"sid\":\"RM_full\",\"metadata\":\"" + half
                + "\"},\"participant\":{\"identity\":\"ann\",\"metadata\":\"" + half + "\"}}";
        assertThat(deliver(body, SignedWebhook.token(body)).statusCode()).isEqualTo(200);
    }

    @Test
    void moreThanTwoMegabytesIsTooLarge() {
        var body = "x".repeat(2 * 1024 * 1024 + 1);
        assertThat(deliver(body, SignedWebhook.token(body)).statusCode()).isEqualTo(413);
    }

    @Test
    void aStoreThatFailsAsksLiveKitToComeAgain() {
        var store = JdbcClient.create(app.bean(DataSource.class));
        store.sql("alter table webhook_event rename to gone").update();
        try {
            var body = SignedWebhook.body(id(), "room_started", "r");
            var answer = deliver(body, SignedWebhook.token(body));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("5");
            assertThat(answer.body()).contains("store-unavailable").doesNotContain("webhook_event");
        } finally {
            store.sql("alter table gone rename to webhook_event").update();
        }
    }

    private static String id() {
        return "EV_" + UUID.randomUUID();
    }

    private static HttpResponse<String> deliver(String body, String token) {
        return app.send(app.request("/livekit/webhook")
                .header("Authorization", token)
                .header("Content-Type", "application/webhook+json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static double counted(String event, String result) {
        var counter = app.bean(MeterRegistry.class)
                .find("understudy.webhooks")
                .tags("event", event, "result", result)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    /** Everything nudged by now and not taken yet. */
    private static List<String> nudges() {
        var rooms = new java.util.ArrayList<String>();
        try (ConsumerTemplate taker = app.bean(CamelContext.class).createConsumerTemplate()) {
            for (var room = taker.receiveBody("seda:test-nudges", 500, String.class);
                    room != null;
                    room = taker.receiveBodyNoWait("seda:test-nudges", String.class)) rooms.add(room);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return rooms;
    }
}
