package dev.understudy.journey;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.fixtures.real.LiveKitStage;
import java.time.Duration;
import java.util.Optional;

/** What the job of a real agent was given: worker.py says it in an attribute, in rooms whose name begins with {@code echo-}. */
final class Echo {
    /** The story's line where the server knows of no deployments. */
    static final String UNTAKEN = "LiveKit did not take the deployment staging: its answer does not name it";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private Echo() {}

    /** Asks for an agent with data of the caller's, and gives what the agent's job got of it. */
    static JsonNode of(LiveKitStage stage, String room) {
        stage.operator().dispatchBy("""
                        {"roomName":"%s","metadata":"{\\"customer\\":\\"c-17\\"}","attributes":{"tier":"gold"},"deployment":"staging"}""".formatted(room));
        return json(await("an agent that tells what it was given")
                .atMost(PATIENCE)
                .until(() -> told(stage, room), Optional::isPresent)
                .orElseThrow());
    }

    /** What the dispatch's metadata, an object, has. */
    static JsonNode metadata(JsonNode given) {
        return json(given.path("metadata").asText());
    }

    private static Optional<String> told(LiveKitStage stage, String room) {
        return stage.livekit().people(room).stream()
                .map(person -> person.getAttributesOrDefault("echo", ""))
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }
}
