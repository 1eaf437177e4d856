package dev.understudy.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.common.Refused;
import dev.understudy.fixtures.SignedWebhook;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WebhookBodyTest {
    private final WebhookBody reader =
            new WebhookBody(Clock.fixed(Instant.ofEpochMilli(1_795_410_048_123L), ZoneOffset.UTC));

    @Test
    void theNamesAndIdsOfAnEventAreRead() {
        var body = SignedWebhook.body("EV_7", "participant_joined", "room-7");
        assertThat(read(body))
                .isEqualTo(new WebhookEvent(
                        "EV_7", "participant_joined", "room-7", "RM_1", "user-1", "PA_1", 1_795_410_048_123L));
    }

    @Test
    void aNumberThatNobodyNeedsIsNotEvenLookedAt() {
        assertThat(
                        read("{\"id\":\"EV_1\",\"room\":{\"name\":\"r\",\"emptyTimeout\":1e30000000,\"maxParticipants\":\"1e30000000\"}}")
                                .room())
                .isEqualTo("r");
    }

    @Test
    void howSomebodyLeftIsReadOfTheEventOfItAlone() {
        assertThat(left("\"disconnectReason\":\"CLIENT_INITIATED\"")).isEqualTo(Parting.CLIENT);
        assertThat(left("\"disconnectReason\":1")).isEqualTo(Parting.CLIENT);
        assertThat(left("\"disconnectReason\":\"PARTICIPANT_REMOVED\"")).isEqualTo(Parting.OTHER);
        var said = "\"attributes\":{\"understudy.leave\":\"{\\\"for\\\":\\\"handover\\\"}\"}";
        assertThat(left(said + ",\"disconnectReason\":\"CLIENT_INITIATED\"")).isEqualTo("handover");
        assertThat(left("\"attributes\":{\"understudy.leave\":\"no json\"}")).isEqualTo(Parting.OTHER);
        assertThat(left("\"attributes\":{\"understudy.leave\":\"{\\\"for\\\":\\\"lunch\\\"}\"}"))
                .isEqualTo(Parting.OTHER);
        assertThat(read("{\"id\":\"EV_1\",\"event\":\"participant_joined\",\"participant\":{" + said + "}}")
                        .detail())
                .isEmpty();
    }

    private String left(String participant) {
        return read("{\"id\":\"EV_1\",\"event\":\"participant_left\",\"participant\":{" + participant + "}}")
                .detail();
    }

    @Test
    void whatIsMissingIsEmpty() {
        assertThat(read("{\"id\":\"EV_1\",\"room\":null,\"event\":null}")).isEqualTo(read("{\"id\":\"EV_1\"}"));
        assertThat(read("{\"id\":\"EV_1\"}"))
                .isEqualTo(new WebhookEvent("EV_1", "", "", "", "", "", 1_795_410_048_123L));
    }

    @Test
    void aRoomThatNoDatabaseCanKeepIsServedByNobody() {
        var event = read(SignedWebhook.body("EV_1", "room_started", "a\\u0000b"));
        assertThat(event.room()).isEmpty();
        assertThat(event.concernsSession()).isFalse();
    }

    @Test
    void aRoomWhoseNameBeginsWithAZeroCharacterIsServedByNobodyEither() {
        assertThat(read(SignedWebhook.body("EV_1", "room_started", "\\u0000b")).room())
                .isEmpty();
    }

    @Test
    void anIdOfFiveHundredAndTwelveCharactersIsReadAndALongerOneRefused() {
        assertThat(read("{\"id\":\"" + "i".repeat(512) + "\"}").id()).hasSize(512);
        assertThatThrownBy(() -> read("{\"id\":\"" + "i".repeat(513) + "\"}")).isInstanceOf(Refused.class);
    }

    @Test
    void halfSurrogatesAndEndlessNamesBecomeStorable() {
        assertThat(read(SignedWebhook.body("EV_1", "room_started", "a\\ud800b")).room())
                .isEqualTo("a?b");
        assertThat(read(SignedWebhook.body("EV_1", "room_started", "r".repeat(5000)))
                        .room())
                .hasSize(512);
    }

    @Test
    void anEventWithoutIdOrShapeIsRefused() {
        for (var body : new String[] {
            "",
            "{",
            "[]",
            "{\"id\":5}",
            "{\"id\":\"a\",\"participant\":[]}",
            "null",
            "{}",
            "{\"id\":\"\"}",
            "{\"id\":{}}",
            "\"x\"",
            "{\"room\":5,\"id\":\"a\"}"
        }) assertThatThrownBy(() -> read(body)).as(body).isInstanceOf(Refused.class);
    }

    @Test
    void onlyEventsOfRoomsAreNamedInMetrics() {
        assertThat(read(SignedWebhook.body("EV_1", "room_finished", "r")).label())
                .isEqualTo("room_finished");
        assertThat(read(SignedWebhook.body("EV_1", "made_up", "r")).label()).isEqualTo("other");
    }

    @Property(tries = 500)
    void anyBytesAreEitherReadOrRefused(@ForAll @Size(max = 200) byte[] body) {
        try {
            assertThat(reader.read(body).id()).isNotBlank();
        } catch (Refused refused) {
            assertThat(refused.problem().status()).isEqualTo(400);
        }
    }

    @Property(tries = 300)
    void anyNamesAreEitherReadOrRefused(@ForAll String name) {
        var json = new com.fasterxml.jackson.databind.node.TextNode(name).toString();
        var body = "{\"id\":\"EV_1\",\"event\":" + json + ",\"room\":{\"name\":" + json + "}}";
        assertThat(read(body).room().length()).isLessThanOrEqualTo(512);
    }

    private WebhookEvent read(String body) {
        return reader.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
