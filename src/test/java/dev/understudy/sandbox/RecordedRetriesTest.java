package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.sandbox.WebhookReceiver.Webhook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Webhooks are tried as often, and after such waits, as a real server tried them; its second lasts 400 ms here. All flows are
 * played at once, each in a room of its own. How long a wait is to be is asked of the rule itself, to the second; of the clock
 * only that none was shorter.
 */
class RecordedRetriesTest {
    private static final Duration SECOND = Duration.ofMillis(400);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** ms that a webhook may seem early by, since its times are read at the receiver. */
    private static final int EARLY = 5;
    /** No event of it is ever taken. */
    private static final String LONGEST = "all-500";

    private static final List<String> FLOWS = List.of(
            "200-empty",
            "200-with-body",
            "401-404",
            "429-retry-after-2",
            "500-503-200",
            "501",
            "503-retry-after-3",
            LONGEST);
    private static Stage stage;

    /** A try: which event, and how many seconds after the try before it of the same event (0 for the first). */
    record Try(String event, long waited) {}

    @BeforeAll
    static void playAllOfThem() {
        stage = Stage.open("delays.webhook-second=" + SECOND.toMillis() + "ms", "delays.publish=1h");
        for (var flow : FLOWS) {
            var answers =
                    recorded(flow).stream().map(line -> answer(flow, line)).toList();
            stage.webhooks().answerRoom(flow, answers);
            stage.userComes(flow, "user-1");
        }
        FLOWS.forEach(flow -> await().until(() -> stage.active(flow).contains("user-1")));
        // not all at once: the recorded events that were given up as too old were as much younger than the first
        await().atMost(PATIENCE).until(() -> stage.webhooks().of(LONGEST).size() == 4);
        for (var flow : FLOWS) {
            stage.leaves(flow, "user-1");
            stage.call(flow, "DeleteRoom", "{\"room\":\"" + flow + "\"}");
        }
        for (var flow : FLOWS)
            await(flow)
                    .atMost(PATIENCE)
                    .until(() ->
                            stage.webhooks().of(flow).size() >= recorded(flow).size());
        await().during(SECOND.multipliedBy(5)).until(() -> true);
    }

    @AfterAll
    static void close() {
        if (stage != null) stage.close();
    }

    @ParameterizedTest
    @FieldSource("FLOWS")
    void areTriedAsRecorded(String flow) {
        var played = stage.webhooks().of(flow);
        var tries = recordedTries(recorded(flow));
        assertThat(played.stream().map(Webhook::event))
                .containsExactlyElementsOf(tries.stream().map(Try::event).toList());
        for (int i = 1; i < tries.size(); i++) {
            var waited = played.get(i).at() - played.get(i - 1).at();
            assertThat(waited)
                    .as("try %d of %s", i, tries)
                    .isGreaterThanOrEqualTo(
                            SECOND.multipliedBy(tries.get(i).waited()).toMillis() - EARLY);
        }
        for (var webhook : played) sameAsTheFirstTry(played, webhook);
    }

    @ParameterizedTest
    @FieldSource("FLOWS")
    void theRuleAsksForTheRecordedWaits(String flow) {
        var lines = recorded(flow);
        var tries = recordedTries(lines);
        var retries = 0;
        for (int i = 0; i < lines.size(); i++) {
            var again = i + 1 < lines.size() && id(lines.get(i + 1)).equals(id(lines.get(i)));
            var said = answer(flow, lines.get(i)).split(" ");
            var wait = WebhookRetry.after(
                    retries, Integer.parseInt(said[0]), said.length > 1 ? said[1] : null, Duration.ofSeconds(1));
            assertThat(wait.map(Duration::toSeconds).orElse(0L))
                    .as("after try %d of %s", i, tries)
                    .isEqualTo(again ? tries.get(i + 1).waited() : 0L);
            retries = again ? retries + 1 : 0;
        }
    }

    private static void sameAsTheFirstTry(List<Webhook> played, Webhook webhook) {
        var first = played.stream()
                .filter(other -> other.id().equals(webhook.id()))
                .findFirst()
                .orElseThrow();
        assertThat(webhook.bytes()).isEqualTo(first.bytes());
        assertThat(webhook.header("Authorization")).isEqualTo(first.header("Authorization"));
    }

    private static List<JsonNode> recorded(String flow) {
        return Recordings.of("webhook-answers-" + flow).stream()
                .filter(line -> line.get("name").asText().startsWith("webhook."))
                .toList();
    }

    private static String answer(String flow, JsonNode line) {
        int status = line.get("answered").asInt();
        boolean told = flow.contains("retry-after") && (status == 429 || status == 503);
        return told ? status + " " + flow.substring(flow.length() - 1) : String.valueOf(status);
    }

    private static List<Try> recordedTries(List<JsonNode> lines) {
        var tries = new ArrayList<Try>();
        JsonNode last = null;
        for (var line : lines) {
            var body = Recordings.parse(line.get("body").asText());
            tries.add(new Try(
                    body.get("event").asText(),
                    last != null && id(last).equals(id(line)) ? secondsBetween(last, line) : 0));
            last = line;
        }
        return tries;
    }

    private static long secondsBetween(JsonNode line, JsonNode next) {
        return Math.round((next.get("at_ms").asDouble() - line.get("at_ms").asDouble()) / 1000);
    }

    private static String id(JsonNode line) {
        return Recordings.parse(line.get("body").asText()).get("id").asText();
    }
}
