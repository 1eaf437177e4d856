package dev.understudy.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.avatar.Conversations;
import dev.understudy.session.Session;
import dev.understudy.session.Sessions;
import dev.understudy.tavus.Conversation;
import dev.understudy.tavus.TavusAnswers;
import dev.understudy.tavus.TavusCalls;
import dev.understudy.tavus.TavusKeys;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Conversations of ours that go on at Tavus for no session: they cost money and take up the account's places. */
@Component("orphans")
public class Orphans {
    private static final String PAGE = "page";
    private static final int FULL_PAGE = 100;
    private static final int MOST_PAGES = 20;
    private final Conversations conversations;
    private final Sessions sessions;
    private final TavusCalls calls;
    private final TavusKeys keys;
    private final Counter ended;

    /** Compares Tavus's list with the store. */
    public Orphans(
            Conversations conversations, Sessions sessions, TavusCalls calls, TavusKeys keys, MeterRegistry meters) {
        this.conversations = conversations;
        this.sessions = sessions;
        this.calls = calls;
        this.keys = keys;
        ended = Counter.builder("understudy.orphans.ended")
                .description("conversations at Tavus that no session had")
                .register(meters);
    }

    /** The first page is next; none when there is no key to ask with. */
    public void begin(Exchange exchange) {
        exchange.setProperty(PAGE, keys.current().isEmpty() ? 0 : 1);
    }

    /** Asks for the page that is next. */
    public void list(Exchange exchange) {
        calls.listActive(exchange, exchange.getProperty(PAGE, Integer.class));
    }

    /** The ids of those on this page that no session has; those of other installations and of other people are left alone. */
    public List<String> in(@Body JsonNode page, Exchange exchange) {
        var number = exchange.getProperty(PAGE, Integer.class);
        var more = page.path("data").size() >= FULL_PAGE && number < MOST_PAGES;
        exchange.setProperty(PAGE, more ? number + 1 : 0);
        return TavusAnswers.conversations(page).stream()
                .filter(this::isOrphan)
                .map(Conversation::id)
                .toList();
    }

    /** The request that ends one. */
    public void end(@Body String id, Exchange exchange) {
        calls.end(exchange, id);
    }

    /** One is ended. */
    public void ended() {
        ended.increment();
    }

    private boolean isOrphan(Conversation conversation) {
        return conversations
                .parse(conversation)
                .map(name -> sessions.find(name.session())
                        .filter(session -> has(session, name.number(), conversation.id()))
                        .isEmpty())
                .orElse(false);
    }

    /** An agent may have asked for its conversation before it was seen in the room: the state does not say it, the face does. */
    private static boolean has(Session session, int number, String id) {
        var known = session.face().conversationId();
        return session.state().isOpen()
                && session.face().askedAt() > 0
                && session.face().tries() == number
                && (known == null || known.equals(id));
    }
}
