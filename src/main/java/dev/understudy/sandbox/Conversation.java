package dev.understudy.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** One conversation at Tavus; its own monitor guards what changes. */
final class Conversation {
    private final String id = "c" + Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
    private final JsonNode asked;
    private final Instant createdAt = Instant.now();
    private final List<Map<String, Object>> events = new ArrayList<>();
    private Instant updatedAt = createdAt;
    private boolean active;

    Conversation(JsonNode asked) {
        this.asked = asked;
        this.active = !asked.path("test_mode").asBoolean(false);
    }

    String id() {
        return id;
    }

    String name() {
        return asked.path("conversation_name").asText(id);
    }

    /** The face, under its new or its old name. */
    String face() {
        return asked.path("face_id").asText(asked.path("replica_id").asText(""));
    }

    String pal() {
        return asked.path("pal_id").asText(asked.path("persona_id").asText(""));
    }

    String callbackUrl() {
        return asked.path("callback_url").asText("");
    }

    String livekitUrl() {
        return asked.path("properties").path("livekit_ws_url").asText("");
    }

    /** The token that the avatar joins LiveKit with; empty when it was not asked to. */
    String livekitToken() {
        return asked.path("properties").path("livekit_room_token").asText("");
    }

    /** s after which Tavus ends it by itself. */
    int maxCallDuration() {
        return asked.path("properties").path("max_call_duration").asInt(3600);
    }

    synchronized boolean active() {
        return active;
    }

    /** True for the one who ends it. */
    synchronized boolean end() {
        boolean ended = active;
        active = false;
        updatedAt = Instant.now();
        return ended;
    }

    synchronized void happened(Map<String, Object> event) {
        events.add(event);
        updatedAt = Instant.now();
    }

    /** The answer to its creation, and one entry of the list. */
    synchronized Map<String, Object> brief() {
        var brief = new LinkedHashMap<String, Object>();
        brief.put("conversation_id", id);
        brief.put("conversation_name", name());
        brief.put("conversation_url", "https://tavus.daily.co/" + id);
        brief.put("status", active ? "active" : "ended");
        brief.put("callback_url", callbackUrl());
        brief.put("created_at", createdAt.toString());
        return brief;
    }

    /** The answer to a GET of it; with what happened when asked verbosely. */
    synchronized Map<String, Object> full(boolean verbose) {
        var full = new LinkedHashMap<>(brief());
        full.put("replica_id", face());
        full.put("persona_id", pal());
        full.put("updated_at", updatedAt.toString());
        if (verbose) full.put("events", List.copyOf(events));
        return full;
    }
}
