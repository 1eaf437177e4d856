package dev.understudy.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The alerts that came, by their message's id; the latest 200. */
@Simulated
class AlertsHeard {
    private static final int LIMIT = 200;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Came> came = new LinkedHashMap<>();

    /**
     * One message.
     *
     * @param id the webhook-id
     * @param times how often it came
     * @param event the CloudEvent
     */
    record Came(String id, int times, JsonNode event) {}

    /** Keeps it; gives what it is about. */
    String note(String id, byte[] body) {
        var event = read(body);
        keep(id, event);
        var data = event.path("data");
        return "%s (%s): %s, %s"
                .formatted(
                        data.path("kind").asText(),
                        data.path("subject").asText(),
                        data.path("event").asText(),
                        data.path("detail").asText());
    }

    /** All that is kept, oldest first. */
    synchronized List<Came> all() {
        return new ArrayList<>(came.values());
    }

    private synchronized void keep(String id, JsonNode event) {
        if (came.size() == LIMIT) came.remove(came.keySet().iterator().next());
        came.merge(id, new Came(id, 1, event), (first, again) -> new Came(id, first.times() + 1, event));
    }

    private JsonNode read(byte[] body) {
        try {
            return json.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
