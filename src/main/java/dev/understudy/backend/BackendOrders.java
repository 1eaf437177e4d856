package dev.understudy.backend;

import dev.understudy.web.Reply;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

/** The same actions for who does not come by HTTP: through the same routes, with the same record. */
@Component
public class BackendOrders {
    private final ProducerTemplate producer;

    /** Sends to the routes. */
    public BackendOrders(ProducerTemplate producer) {
        this.producer = producer;
    }

    /**
     * Starts a backend's container anew.
     *
     * @return the action, whose end {@code GET /api/actions/{id}} tells
     * @throws dev.understudy.common.Refused when it cannot be begun
     */
    public ActionCalls.View restart(String backend, String who, String why) {
        var asked = new Asked(backend, who, Asked.RESTART, why);
        return (ActionCalls.View) ask("direct:backend-restart-begin", asked, 0);
    }

    /** Compares a backend's variables. */
    public Variables.Comparison compare(String backend, String who, String why) {
        var asked = new Asked(backend, who, Asked.COMPARE, why);
        return (Variables.Comparison) ask("direct:backend-compare", asked, 0);
    }

    /** The last lines of a backend's log, from 1 to 500. */
    public LogTail.Tail tail(String backend, String who, String why, int lines) {
        var some = Math.min(Math.max(lines, 1), BackendRequests.MOST_LINES);
        return (LogTail.Tail) ask("direct:backend-tail", new Asked(backend, who, Asked.TAIL, why), some);
    }

    private Object ask(String route, Asked asked, int lines) {
        var answer = producer.request(route, exchange -> {
            exchange.setProperty("asked", asked);
            exchange.setProperty("lines", lines);
        });
        if (answer.getException() instanceof RuntimeException failure) throw failure;
        if (answer.getException() != null) throw new IllegalStateException("it failed", answer.getException());
        return answer.getMessage().getBody(Reply.class).body();
    }
}
