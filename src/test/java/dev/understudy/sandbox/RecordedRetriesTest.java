package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.sandbox.WebhookReceiver.Webhook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks are tried as often, and after such waits, as a real server tried them; its second lasts 150 ms here. */
class RecordedRetriesTest {
    private static final int SECOND = 150;
    /** ms that a webhook may seem early by, since its times are read at the receiver. */
    private static final int EARLY = 5;

    private static final String ROOM = "retries";

    /** A try: which event, and how many seconds after the try before it of the same event (0 for the first). */
    record Try(String event, long waited) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "200-empty",
                "200-with-body",
                "401-404",
                "429-retry-after-2",
                "500-503-200",
                "501",
                "503-retry-after-3",
                "all-500"
            })
    void areTriedAsRecorded(String flow) {
        var recorded = Recordings.of("webhook-answers-" + flow).stream()
                .filter(line -> line.get("name").asText().startsWith("webhook."))
                .toList();
        try (var stage = Stage.open("delays.webhook-second=" + SECOND + "ms", "delays.publish=1h")) {
            recorded.forEach(line -> stage.webhooks().answer(answer(flow, line)));
            play(stage);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> stage.webhooks().all().size() == recorded.size());
            sameTries(tries(stage.webhooks().all()), recordedTries(recorded));
            await().during(Duration.ofMillis(SECOND * 5L))
                    .until(() -> stage.webhooks().all().size() == recorded.size());
            for (var webhook : stage.webhooks().all()) sameAsTheFirstTry(stage, webhook);
        }
    }

    private static void play(Stage stage) {
        stage.userComes(ROOM, "user-1");
        await().until(() -> stage.active(ROOM).contains("user-1"));
        // not all at once: the recorded events that were given up as too old were as much younger than the first
        await().pollDelay(Duration.ofMillis(SECOND * 8L)).until(() -> true);
        stage.leaves(ROOM, "user-1");
        stage.call(ROOM, "DeleteRoom", "{\"room\":\"" + ROOM + "\"}");
    }

    /**
     * No wait may be shorter than recorded. One may be longer on a busy machine, but not twice as long: the waits double, so
     * that would be the next one.
     */
    private static void sameTries(List<Try> played, List<Try> recorded) {
        assertThat(played.stream().map(Try::event))
                .containsExactlyElementsOf(recorded.stream().map(Try::event).toList());
        for (int i = 0; i < recorded.size(); i++) {
            long waited = recorded.get(i).waited();
            assertThat(played.get(i).waited()).as(played + "").isBetween(waited, Math.max(0, 2 * waited - 1));
        }
    }

    private static void sameAsTheFirstTry(Stage stage, Webhook webhook) {
        var first = stage.webhooks().all().stream()
                .filter(other -> other.id().equals(webhook.id()))
                .findFirst()
                .orElseThrow();
        assertThat(webhook.bytes()).isEqualTo(first.bytes());
        assertThat(webhook.header("Authorization")).isEqualTo(first.header("Authorization"));
    }

    private static String answer(String flow, JsonNode line) {
        int status = line.get("answered").asInt();
        boolean told = flow.contains("retry-after") && (status == 429 || status == 503);
        return told ? status + " " + flow.substring(flow.length() - 1) : String.valueOf(status);
    }

    private static List<Try> tries(List<Webhook> webhooks) {
        var tries = new ArrayList<Try>();
        Webhook last = null;
        for (var webhook : webhooks) {
            boolean again = last != null && last.id().equals(webhook.id());
            tries.add(new Try(webhook.event(), again ? (webhook.at() - last.at() + EARLY) / SECOND : 0));
            last = webhook;
        }
        return tries;
    }

    private static List<Try> recordedTries(List<JsonNode> lines) {
        var tries = new ArrayList<Try>();
        JsonNode last = null;
        for (var line : lines) {
            var body = Recordings.parse(line.get("body").asText());
            boolean again = last != null && id(last).equals(id(line));
            long waited = again
                    ? Math.round(
                            (line.get("at_ms").asDouble() - last.get("at_ms").asDouble()) / 1000)
                    : 0;
            tries.add(new Try(body.get("event").asText(), waited));
            last = line;
        }
        return tries;
    }

    private static String id(JsonNode line) {
        return Recordings.parse(line.get("body").asText()).get("id").asText();
    }
}
