package dev.understudy.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a conversation's callback URL what happened: once, unsigned, not retried (Tavus documents neither). */
@Simulated
class TavusCallbacks {
    private static final Logger log = LoggerFactory.getLogger(TavusCallbacks.class);
    private static final JsonMapper JSON = new JsonMapper();
    private final Posts posts;

    TavusCallbacks(Posts posts) {
        this.posts = posts;
    }

    void joined(Conversation conversation) {
        tell(conversation, "system.replica_joined", Map.of("replica_id", conversation.face()));
    }

    void shutdown(Conversation conversation, String reason) {
        tell(conversation, "system.shutdown", Map.of("replica_id", conversation.face(), "shutdown_reason", reason));
    }

    private void tell(Conversation conversation, String event, Map<String, Object> properties) {
        var timestamp = Instant.now().toString();
        conversation.happened(Map.of("event_type", event, "timestamp", timestamp, "properties", properties));
        var url = conversation.callbackUrl();
        if (url.isEmpty()) return;
        post(
                url,
                Map.of(
                        "properties", properties,
                        "conversation_id", conversation.id(),
                        "webhook_url", url,
                        "event_type", event,
                        "message_type", "system",
                        "timestamp", timestamp));
    }

    private void post(String url, Map<String, Object> body) {
        try {
            posts.post(URI.create(url), Map.of("Content-Type", "application/json"), JSON.writeValueAsBytes(body))
                    .whenComplete((answer, failure) -> {
                        if (failure != null)
                            log.info(
                                    "a Tavus callback was not taken: {}",
                                    failure.getClass().getSimpleName());
                    });
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // the URL may hold a secret: do not show it
            log.info("a Tavus callback cannot be sent: {}", e.getClass().getSimpleName());
        }
    }
}
