package dev.understudy.tavus;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.common.Secret;
import dev.understudy.tavus.TavusRefused.TavusKeyRejected;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Prepares calls to Tavus: method, path, body, and the key as a header that exists for the length of the call only. */
@Component("tavusCalls")
public class TavusCalls {
    static final String KEY_HEADER = "x-api-key";
    /** Of the key that a call was made with: a refusal counts against that key, whichever is current by then. */
    public static final String KEY_USED = "understudyKeyUsed";

    private static final String KEY = "tavusKey";
    private static final String REQUEST = "tavusRequest";
    private static final String CONVERSATIONS = "/v2/conversations";
    private final TavusKeys keys;
    private final TavusSettings settings;
    private final ObjectMapper json;

    /** Calls with the current key, unless an exchange is to use another one. */
    public TavusCalls(TavusKeys keys, TavusSettings settings, ObjectMapper json) {
        this.keys = keys;
        this.settings = settings;
        this.json = json;
    }

    /**
     * What a conversation is made of.
     *
     * @param name how we find it again
     * @param faceId Tavus's face; the configured one when null
     * @param palId Tavus's PAL; the configured one when null
     * @param livekitUrl where the avatar joins
     * @param token what it joins with
     * @param callback where Tavus may tell how it goes; null for nowhere
     */
    public record Wanted(
            String name,
            @Nullable String faceId,
            @Nullable String palId,
            String livekitUrl,
            Secret token,
            @Nullable String callback) {}

    /** POST: make a conversation. Not idempotent, and Tavus bills from here on. */
    public void create(Exchange exchange, Wanted wanted) {
        call(exchange, new Request("POST", CONVERSATIONS, null, body(wanted).toString()));
    }

    /** POST: the same in Tavus's test mode: it has ended when it is answered, nobody joins, nothing is billed (Tavus's OpenAPI). */
    public void createTest(Exchange exchange, Wanted wanted) {
        var body = body(wanted).put("test_mode", true);
        call(exchange, new Request("POST", CONVERSATIONS, null, body.toString()));
    }

    private ObjectNode body(Wanted wanted) {
        var body = json.createObjectNode().put("conversation_name", wanted.name());
        put(body, "face_id", wanted.faceId() == null ? settings.faceId() : wanted.faceId());
        put(body, "pal_id", wanted.palId() == null ? settings.palId() : wanted.palId());
        put(body, "callback_url", wanted.callback());
        body.putObject("properties")
                .put("livekit_ws_url", wanted.livekitUrl())
                .put("livekit_room_token", wanted.token().reveal())
                .put("max_call_duration", settings.maxCallDuration().toSeconds());
        return body;
    }

    /** GET: a page of the conversations that go on, newest first; pages count from 1. */
    public void listActive(Exchange exchange, int page) {
        call(exchange, get(CONVERSATIONS, "status=active&limit=100&page=" + page));
    }

    /** GET: the cheapest question that shows whether the key is good. */
    public void probe(Exchange exchange) {
        call(exchange, get(CONVERSATIONS, "limit=1"));
    }

    /** GET: one conversation, to see whether it goes on. */
    public void get(Exchange exchange, String id) {
        call(exchange, get(CONVERSATIONS + "/" + id, null));
    }

    /** POST: end a conversation; ending one twice does no harm. */
    public void end(Exchange exchange, String id) {
        call(exchange, new Request("POST", CONVERSATIONS + "/" + id + "/end", null, null));
    }

    /** From now on this exchange calls with that key, not with the current one. */
    public void use(Exchange exchange, Secret key) {
        exchange.setProperty(KEY, key);
    }

    /** The request that was prepared last, once more, with the key that is to be used now. */
    public void again(Exchange exchange) {
        prepare(exchange, exchange.getProperty(REQUEST, Request.class));
    }

    /** Whether the request that was prepared last makes a conversation. */
    boolean isCreating(Exchange exchange) {
        return exchange.getProperty(REQUEST, Request.class).body() != null;
    }

    /** Takes the key off the message again, whatever came of the call. */
    public void forget(Exchange exchange) {
        exchange.getMessage().removeHeader(KEY_HEADER);
    }

    /** A request without its key; the body may hold a token, and is shown to nobody. */
    private record Request(
            String method,
            String path,
            @Nullable String query,
            @Nullable String body) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private static Request get(String path, @Nullable String query) {
        return new Request("GET", path, query, null);
    }

    private void call(Exchange exchange, Request request) {
        exchange.setProperty(REQUEST, request);
        prepare(exchange, request);
    }

    private void prepare(Exchange exchange, Request request) {
        var key = exchange.getProperty(KEY, keys.current(), Secret.class);
        exchange.setProperty(KEY_USED, key.fingerprint());
        if (key.isEmpty()) throw new TavusKeyRejected(); // what Tavus would say, without asking it
        var message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(request.body());
        message.setHeader(Exchange.HTTP_METHOD, request.method());
        message.setHeader(Exchange.HTTP_PATH, request.path());
        if (request.query() != null) message.setHeader(Exchange.HTTP_QUERY, request.query());
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setHeader(KEY_HEADER, key.reveal());
    }

    private static void put(ObjectNode body, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) body.put(name, value);
    }
}
