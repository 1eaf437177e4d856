package dev.understudy.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.avatar.Conversations;
import dev.understudy.session.Nudges;
import dev.understudy.session.Sessions;
import dev.understudy.session.Signals;
import dev.understudy.tavus.TavusAnswers;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** Which of the account's conversations are our sessions': only those are shown and ended. */
@Component("gatewayFinding")
public class GatewayFinding {
    private final Sessions sessions;
    private final Conversations conversations;
    private final Wish wish;
    private final Signals signals;
    private final Nudges nudges;

    /** Asks the store, and tells the rooms' turns. */
    public GatewayFinding(Sessions sessions, Conversations conversations, Wish wish, Signals signals, Nudges nudges) {
        this.sessions = sessions;
        this.conversations = conversations;
        this.wish = wish;
        this.signals = signals;
        this.nudges = nudges;
    }

    /** Whether the store has it, so that Tavus need not be asked whose it is. */
    public boolean isOurs(@ExchangeProperty(GatewayRequests.CALL) Call call) {
        return sessions.ofConversation(id(call)).isPresent();
    }

    /** Tavus was asked for it: its name says whose it is. */
    public void prove(@ExchangeProperty(GatewayRequests.CALL) Call call) {
        var answer = call.answer();
        if (!answer.isGood()) call.end();
        else if (answer.json() == null || !hasOurName(answer.json())) throw GatewayRequests.unknown();
    }

    /** Ends it. */
    public void end(@ExchangeProperty(GatewayRequests.CALL) Call call) {
        call.asks(new Call.Request("POST", "/" + id(call) + "/end", null, null));
    }

    /** Its session is told. */
    public void ended(@ExchangeProperty(GatewayRequests.CALL) Call call) {
        if (!call.answer().isGood()) return;
        sessions.ofConversation(id(call)).ifPresent(session -> {
            signals.over(session.room(), id(call));
            nudges.room(session.room());
        });
    }

    /** Leaves ours in the list. */
    public void ours(@ExchangeProperty(GatewayRequests.CALL) Call call) {
        var answer = call.answer();
        if (!answer.isGood() || !(answer.json() instanceof ObjectNode page)) return;
        var shown = page.arrayNode();
        page.path("data").forEach(one -> {
            if (hasOurName(one)) shown.add(one);
        });
        var list = page.deepCopy().put("total_count", shown.size()).set("data", shown);
        call.hears(new Answer(Answer.Kind.GOOD, answer.status(), wish.bytes((ObjectNode) list), list));
    }

    private boolean hasOurName(JsonNode one) {
        return conversations
                .parse(TavusAnswers.conversation(one))
                .flatMap(name -> sessions.find(name.session()))
                .isPresent();
    }

    private static String id(Call call) {
        return call.asked().path("id").asText();
    }
}
