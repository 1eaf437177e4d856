package dev.understudy.history;

import com.auth0.jwt.JWT;
import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.history.Company.Mood;
import dev.understudy.tavus.TavusAnswers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The route avatar-call in the model: what was prepared is answered by the company, and the real judge reads the answer. */
final class TavusDoor {
    private static final long TIMEOUT_MS = 5_000;
    private static final long SLOW_MS = 25_000;
    private final TavusAnswers answers = new TavusAnswers(Company.JSON);
    private final World world;

    TavusDoor(World world) {
        this.world = world;
    }

    void call(Exchange exchange) throws IOException {
        var slow = new boolean[1];
        world.call(() -> {
            slow[0] = answer(exchange.getMessage());
            return true;
        });
        if (slow[0]) throw new SocketTimeoutException("model");
        answers.judge(exchange);
    }

    private boolean answer(Message message) {
        var path = message.getHeader(Exchange.HTTP_PATH, String.class);
        switch (world.company.mood()) {
            case REJECTS_KEY -> say(message, 401, "{\"message\":\"Invalid access token\"}");
            case BUSY -> say(message, 503, "");
            default -> {
                if (path.endsWith("/end")) end(message, path);
                else if ("POST".equals(message.getHeader(Exchange.HTTP_METHOD))) return create(message);
                else say(message, 200, world.company.listActive().toString());
            }
        }
        return false;
    }

    private void end(Message message, String path) {
        world.company.end(path.split("/")[3]);
        say(message, 200, "");
    }

    /** True when the answer takes too long; the conversation is made all the same, only later. */
    private boolean create(Message message) {
        var mood = world.company.mood();
        var wanted = read(message);
        switch (mood) {
            case OUT_OF_CREDITS -> say(message, 402, "{\"message\":\"The user is out of conversational credits.\"}");
            case FULL -> say(message, 400, "{\"message\":\"User has reached maximum concurrent conversations\"}");
            case UNKNOWN_FACE -> say(message, 400, "{\"error\":\"Invalid face_id\"}");
            case SLOW -> {
                world.agenda.in(world.luck.between(SLOW_MS, SLOW_MS + 5_000), () -> make(wanted));
                world.agenda.pass(TIMEOUT_MS);
            }
            default -> say(message, 200, make(wanted).json().toString());
        }
        return mood == Mood.SLOW;
    }

    private Company.Talk make(JsonNode wanted) {
        var token =
                JWT.decode(wanted.path("properties").path("livekit_room_token").asText());
        var room = String.valueOf(token.getClaim("video").asMap().get("room"));
        var behalf = String.valueOf(token.getClaim("attributes").asMap().get("lk.publish_on_behalf"));
        var avatar = Person.avatar(token.getSubject(), behalf);
        return world.company.make(wanted.path("conversation_name").asText(), room, avatar);
    }

    private static JsonNode read(Message message) {
        try {
            return Company.JSON.readTree(message.getBody(String.class));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void say(Message message, int status, String body) {
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setBody(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }
}
