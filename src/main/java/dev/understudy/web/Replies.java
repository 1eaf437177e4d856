package dev.understudy.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Writes a route's answer; the request's headers, which Camel would send back to the caller, are taken out first. */
@Component("replies")
public class Replies {
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final byte[] NOTHING = new byte[0];
    private final ObjectMapper json;

    /** Writes with the application's JSON settings. */
    public Replies(ObjectMapper json) {
        this.json = json;
    }

    /** Writes the {@link Reply} that is the body. */
    public void json(Exchange exchange) throws JsonProcessingException {
        var message = exchange.getMessage();
        var reply = message.getBody(Reply.class);
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, reply.status());
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        if (reply.location() != null) message.setHeader("Location", reply.location());
        message.setBody(json.writeValueAsBytes(reply.body()));
    }

    /** 204. */
    public void nothing(Exchange exchange) {
        empty(exchange, NO_CONTENT);
    }

    /** 200 without body or content type: a body would cost LiveKit's sender its connection (measured on 1.13.5). */
    public void empty(Exchange exchange) {
        empty(exchange, OK);
    }

    private static void empty(Exchange exchange, int status) {
        var message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setBody(NOTHING);
    }
}
