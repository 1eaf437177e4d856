package dev.understudy.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.avatar.Conversations;
import dev.understudy.session.Session;
import dev.understudy.session.SessionState;
import dev.understudy.session.Sessions;
import dev.understudy.tavus.Conversation;
import dev.understudy.tavus.TavusAnswers;
import java.util.List;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/** Conversations of ours that go on at Tavus for no session: they cost money and take up the account's places. */
@Component("orphans")
public class Orphans {
    private final Conversations conversations;
    private final Sessions sessions;

    /** Compares Tavus's list with the store. */
    public Orphans(Conversations conversations, Sessions sessions) {
        this.conversations = conversations;
        this.sessions = sessions;
    }

    /** The ids of those on this page that no session has; those of other installations and of other people are left alone. */
    public List<String> in(@Body JsonNode page) {
        return TavusAnswers.conversations(page).stream()
                .filter(this::isOrphan)
                .map(Conversation::id)
                .toList();
    }

    /** Whether there may be another page. */
    public boolean isFull(@Body JsonNode page) {
        return page.path("data").size() >= 100;
    }

    private boolean isOrphan(Conversation conversation) {
        return conversations
                .parse(conversation)
                .map(name -> sessions.find(name.session())
                        .filter(session -> has(session, name.number(), conversation.id()))
                        .isEmpty())
                .orElse(false);
    }

    private static boolean has(Session session, int number, String id) {
        var state = session.state() == SessionState.ENDING && session.presence().from() != null
                ? session.presence().from()
                : session.state();
        var known = session.face().conversationId();
        return state.hasConversation() && session.face().tries() == number && (known == null || known.equals(id));
    }
}
