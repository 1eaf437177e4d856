package dev.understudy.avatar;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.session.Chore;
import dev.understudy.tavus.TavusAnswers;
import dev.understudy.tavus.TavusCalls;
import dev.understudy.tavus.TavusRefused.TavusBusy;
import java.time.Clock;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** The steps of the route {@code avatar-end}. What it knows of the conversation is in the exchange property of that name. */
@Component("conversationEnding")
public class ConversationEnding {
    /** A create whose answer was lost may still come to something within that time, ms. */
    private static final long MAY_COME_MS = 90_000;

    private static final String KNOWN = "conversation";
    private static final String NAME = "conversationName";
    private final TavusCalls calls;
    private final Conversations conversations;
    private final Clock clock;

    /** Works over Tavus's calls. */
    public ConversationEnding(TavusCalls calls, Conversations conversations, Clock clock) {
        this.calls = calls;
        this.conversations = conversations;
        this.clock = clock;
    }

    /** What the chore says: the try, and the conversation's id where it is known. */
    public void know(@Body Chore chore, Exchange exchange) {
        var target = chore.target().split(" ", 2);
        exchange.setProperty(KNOWN, target[1]);
        exchange.setProperty(NAME, conversations.name(chore.session(), Integer.parseInt(target[0])));
    }

    /** Asks for the active ones. */
    public void look(Exchange exchange) {
        calls.listActive(exchange, 1);
    }

    /** Finds it by its name. While it may still come, not to find it means to look again later. */
    public void find(@Body JsonNode page, Exchange exchange, @ExchangeProperty("chore") Chore chore) {
        var name = exchange.getProperty(NAME, String.class);
        TavusAnswers.conversations(page).stream()
                .filter(conversation -> conversation.name().equals(name))
                .findFirst()
                .ifPresent(conversation -> exchange.setProperty(KNOWN, conversation.id()));
        var found = !exchange.getProperty(KNOWN, String.class).isEmpty();
        if (!found && clock.millis() - chore.since() < MAY_COME_MS) throw new TavusBusy("not there yet");
    }

    /** The request that ends it. */
    public void request(Exchange exchange) {
        calls.end(exchange, exchange.getProperty(KNOWN, String.class));
    }
}
