package dev.understudy.avatar;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.common.Problem;
import dev.understudy.session.Nudges;
import dev.understudy.session.Session;
import dev.understudy.session.Sessions;
import dev.understudy.session.Signals;
import dev.understudy.tavus.TavusAnswers;
import dev.understudy.tavus.TavusCalls;
import dev.understudy.web.JsonBody;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What Tavus calls back: unsigned, so it only makes us look. */
@Component("avatarCallback")
public class AvatarCallback {
    private static final String ROOM = "hintedRoom";
    private final Callbacks callbacks;
    private final Sessions sessions;
    private final Signals signals;
    private final Nudges nudges;
    private final TavusCalls calls;

    /** Tells rooms' turns. */
    public AvatarCallback(Callbacks callbacks, Sessions sessions, Signals signals, Nudges nudges, TavusCalls calls) {
        this.callbacks = callbacks;
        this.sessions = sessions;
        this.signals = signals;
        this.nudges = nudges;
        this.calls = calls;
    }

    /** 404 to who does not know the address. */
    public void check(@Header("secret") String secret) {
        if (!callbacks.isOurs(secret))
            throw Problem.of(404, "not-found", "Not found", "There is nothing here.")
                    .refused();
    }

    /** The conversation that it is about. */
    public String read(@Body byte @Nullable [] body) {
        var id = JsonBody.object(body).path("conversation_id").asText("");
        if (id.isEmpty() || id.length() > 128)
            throw Problem.of(422, "missing-field", "A field was refused", "It is required.")
                    .at("conversation_id")
                    .refused();
        return id;
    }

    /** The session of that conversation; null when it is none of ours. */
    public @Nullable Session find(@Body String conversation, Exchange exchange) {
        var session = sessions.ofConversation(conversation).orElse(null);
        if (session != null) exchange.setProperty(ROOM, session.room());
        return session;
    }

    /** Asks Tavus itself. */
    public void ask(@Body Session session, Exchange exchange) {
        calls.get(exchange, String.valueOf(session.face().conversationId()));
    }

    /** An end is told to the room's turn; of one that goes on LiveKit tells all that counts. */
    public void told(@Body JsonNode answer, @ExchangeProperty(ROOM) String room) {
        var conversation = TavusAnswers.conversation(answer);
        if (conversation.active()) return;
        signals.over(room, conversation.id());
        nudges.room(room);
    }

    /** Tavus could not be asked: the turn looks for itself. */
    public void nudge(@ExchangeProperty(ROOM) @Nullable String room) {
        if (room != null) nudges.room(room);
    }
}
