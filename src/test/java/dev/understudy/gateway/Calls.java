package dev.understudy.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.avatar.Callbacks;
import dev.understudy.common.Secret;
import dev.understudy.gateway.Answer.Kind;
import dev.understudy.session.AgentsScene;
import dev.understudy.tavus.TavusSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Calls on their way through the gateway, and what they hear, as its tests need them. */
final class Calls {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String AVATAR = "tavus-avatar-agent";
    /** A whole call has 12 s, one to Tavus 5 s. */
    static final GatewaySettings SETTINGS = new GatewaySettings(
            Secret.of("gateway-token"), Duration.ofSeconds(12), Duration.ofSeconds(4), Duration.ofSeconds(1));

    static final Call.Request READ = new Call.Request("GET", "/c1", null, null);
    static final Call.Request END = new Call.Request("POST", "/c1/end", null, null);
    static final Call.Request CREATE = new Call.Request("POST", "", null, "{}");

    private Calls() {}

    /** One for the scene's room, by its agent. */
    static Call byAgent() {
        return by(AgentsScene.AGENT);
    }

    /** One for the scene's room; null for an avatar that does not say for whom it speaks. */
    static Call by(@Nullable String agent) {
        return new Call(AgentsScene.NOW, JSON.createObjectNode(), new AvatarPass(AgentsScene.ROOM, AVATAR, agent));
    }

    /** One about a conversation. */
    static Call about(String id) {
        return new Call(AgentsScene.NOW, JSON.createObjectNode().put("id", id), null);
    }

    /** An answer with that body, JSON with single quotes. */
    static Answer answer(Kind kind, String body) {
        var text = body.replace('\'', '"');
        return new Answer(kind, 200, text.getBytes(StandardCharsets.UTF_8), json(text));
    }

    /** What makes a conversation ours: an hour at most, and callbacks to that address; null for none. */
    @SuppressWarnings("NullAway") // nothing else of them is asked
    static Wish wish(@Nullable String callbacks) {
        return new Wish(
                tavus(),
                new Callbacks(null, null, tavus()) {
                    @Override
                    public @Nullable String address() {
                        return callbacks;
                    }
                },
                JSON);
    }

    /** An hour at most; five failures trip. */
    static TavusSettings tavus() {
        return new TavusSettings(
                URI.create("http://127.0.0.1:9"),
                Secret.of("k"),
                null,
                null,
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofHours(1),
                5,
                Duration.ofSeconds(5),
                null);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
