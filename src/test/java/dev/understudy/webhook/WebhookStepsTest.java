package dev.understudy.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.common.Refused;
import dev.understudy.common.Secret;
import dev.understudy.fixtures.Database;
import dev.understudy.fixtures.ManualClock;
import dev.understudy.fixtures.OneAtATime;
import dev.understudy.fixtures.SignedWebhook;
import dev.understudy.livekit.LiveKitParts;
import dev.understudy.livekit.LiveKitSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;

/** The steps of the route, each with what it gives on and what it counts. */
@OneAtATime
@ExtendWith(OutputCaptureExtension.class)
class WebhookStepsTest {
    private static final String BODY = SignedWebhook.body("EV_1", "room_started", "room-1");
    private final Database database = Database.sqlite();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ManualClock clock = new ManualClock(1_795_410_048_000L);
    private final WebhookSteps steps = new WebhookSteps(
            new LiveKitSignature(LiveKitParts.keys(new LiveKitSettings(
                    URI.create("ws://x"),
                    null,
                    SignedWebhook.KEY,
                    Secret.of(SignedWebhook.SECRET),
                    Map.of(),
                    Duration.ofSeconds(1),
                    1))),
            new WebhookBody(clock),
            new Webhooks(database.jdbc()),
            new WebhookCounts(meters, new RefusalLog(clock)));

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theSignedBodyPassesAndAnotherIsRefusedAndCounted() {
        var hash = steps.signed(request(SignedWebhook.token(BODY)));
        assertThatCode(() -> steps.verify(bytes(BODY), hash)).doesNotThrowAnyException();
        assertThat(counted("other", "refused")).isZero();
        assertThatThrownBy(() -> steps.verify(bytes(BODY + " "), hash)).isInstanceOf(Refused.class);
        assertThat(counted("other", "refused")).isOne();
    }

    @Test
    void anEmptyBodyThatWasSignedPasses() {
        var hash = steps.signed(request(SignedWebhook.token("")));
        assertThatCode(() -> steps.verify(null, hash)).doesNotThrowAnyException();
    }

    @Test
    void whatIsNotSignedIsRefusedCountedAndHeard(CapturedOutput output) {
        assertThatThrownBy(() -> steps.signed(request("stranger"))).isInstanceOf(Refused.class);
        assertThat(counted("other", "refused")).isOne();
        assertThat(output).contains("a webhook was refused: Refused: its token is not one of LiveKit's.");
    }

    @Test
    void whatIsNoEventIsCountedAsMalformed() {
        assertThat(steps.read(bytes(BODY)).id()).isEqualTo("EV_1");
        assertThatThrownBy(() -> steps.read(null)).isInstanceOf(Refused.class);
        assertThat(counted("other", "malformed")).isOne();
    }

    @Test
    void aNewEventNamesTheRoomToNudgeAndARetryNone() {
        var event = steps.read(bytes(BODY));
        assertThat(steps.store(event)).isEqualTo("room-1");
        assertThat(steps.store(event)).isEmpty();
        assertThat(counted("room_started", "stored")).isOne();
        assertThat(counted("room_started", "duplicate")).isOne();
    }

    @Test
    void anEventThatConcernsNoSessionIsKeptAndNudgesNobody() {
        var event = steps.read(bytes(SignedWebhook.body("EV_2", "egress_started", "room-1")));
        assertThat(steps.store(event)).isEmpty();
        assertThat(counted("other", "stored")).isOne();
    }

    @Test
    void anEventThatCouldNotBeKeptIsCountedAndTheFailureGoesOn() {
        var event = steps.read(bytes(BODY));
        database.close();
        assertThatThrownBy(() -> steps.store(event)).isInstanceOf(RuntimeException.class);
        assertThat(counted("room_started", "not_stored")).isOne();
    }

    private int counted(String event, String result) {
        return (int) meters.counter("understudy.webhooks", "event", event, "result", result)
                .count();
    }

    private static MockHttpServletRequest request(String authorization) {
        var request = new MockHttpServletRequest();
        request.addHeader("Authorization", authorization);
        return request;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
