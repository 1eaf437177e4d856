package dev.understudy.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import dev.understudy.livekit.LiveKitKeys;
import dev.understudy.web.JsonBody;
import java.time.Clock;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what is asked of the gateway, before anything is done about it; the {@link Call} is the exchange property of that name. */
@Component("gatewayRequests")
public class GatewayRequests {
    static final String CALL = "call";
    private static final String ID = "[A-Za-z0-9_-]{1,128}";
    private static final String NUMBER = "\\d{1,6}";
    private final LiveKitKeys keys;
    private final Clock clock;

    /** Trusts tokens that these keys signed. */
    public GatewayRequests(LiveKitKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** The request for a conversation; its token says for which room and for which avatar. */
    public void create(@Body byte @Nullable [] body, Exchange exchange) {
        var asked = JsonBody.object(body);
        var token = asked.path("properties").path("livekit_room_token").asText("");
        begin(exchange, asked, AvatarPass.of(token, keys).orElseThrow(GatewayRequests::strange));
    }

    /** The request about one conversation: its id, as Tavus gives them out. */
    public void one(@Header("id") String id, @Header("verbose") @Nullable String verbose, Exchange exchange) {
        if (!id.matches(ID)) throw unknown();
        begin(exchange, JsonNodeFactory.instance.objectNode().put("id", id), null);
        var query = "true".equals(verbose) ? "verbose=true" : null;
        call(exchange).asks(new Call.Request("GET", "/" + id, query, null));
    }

    /** The request for a page of the list; of its parameters those go on that have a sense. */
    public void list(Exchange exchange) {
        begin(exchange, JsonNodeFactory.instance.objectNode(), null);
        var query = new StringBuilder();
        add(query, exchange, "status", "active|ended");
        add(query, exchange, "limit", NUMBER);
        add(query, exchange, "page", NUMBER);
        call(exchange).asks(new Call.Request("GET", "", query.isEmpty() ? null : query.substring(1), null));
    }

    /** The call that this exchange is about. */
    static Call call(Exchange exchange) {
        return exchange.getProperty(CALL, Call.class);
    }

    /** No conversation of ours has that id. */
    static Refused unknown() {
        return Problem.of(
                        404,
                        "gateway-conversation-unknown",
                        "No such conversation",
                        "Only conversations of this installation's sessions are shown and ended here.")
                .refused();
    }

    private void begin(Exchange exchange, ObjectNode asked, @Nullable AvatarPass pass) {
        exchange.setProperty(CALL, new Call(clock.millis(), asked, pass));
    }

    private static void add(StringBuilder query, Exchange exchange, String name, String pattern) {
        var value = exchange.getMessage().getHeader(name, String.class);
        if (value == null) return;
        if (!value.matches(pattern))
            throw Problem.of(422, "parameter-refused", "A parameter was refused", "It cannot have that value.")
                    .at(name)
                    .refused();
        query.append('&').append(name).append('=').append(value);
    }

    private static Refused strange() {
        return Problem.of(
                        403,
                        "gateway-room-refused",
                        "Not a room of ours",
                        "It must be signed by a LiveKit key that is known here, be in force, be of kind agent, and let join one room.")
                .at("properties.livekit_room_token")
                .refused();
    }
}
