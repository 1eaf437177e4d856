package dev.understudy.sandbox;

import java.time.Duration;

/** A call that LiveKit refuses: its status and body as measured on 1.13.5, and how long that takes. */
final class TwirpError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String type;
    private final String body;
    private final transient Duration after;

    private TwirpError(int status, String type, String body, Duration after) {
        super("refused with " + status, null, false, false);
        this.status = status;
        this.type = type;
        this.body = body;
        this.after = after;
    }

    /** A Twirp error from inside the server, {@code {"code","msg"}}. */
    static TwirpError of(int status, String code, String message) {
        return json(status, "{\"code\":\"" + code + "\",\"msg\":\"twirp error unknown: " + message + "\"}");
    }

    /** A limit that is checked before the call reaches a room: its body has a {@code meta}. */
    static TwirpError limit(String what, int size) {
        return json(
                400,
                "{\"code\":\"invalid_argument\",\"msg\":\"" + what + " exceeds limits " + size
                        + "\",\"meta\":{\"argument\":\"" + what + " exceeds limits\"}}");
    }

    /** No grant for this call: 401, never 403. */
    static TwirpError denied() {
        return json(401, "{\"code\":\"unauthenticated\",\"msg\":\"permissions denied\"}");
    }

    /** A token that is refused before the call is looked at: plain text, and it echoes the token. */
    static TwirpError token(String text) {
        return new TwirpError(401, "text/plain; charset=utf-8", text, Duration.ZERO);
    }

    /** No node answers for that room: 503, after 3 s. */
    static TwirpError noResponse(Duration after) {
        return of(503, "unavailable", "no response from servers").late(after);
    }

    static TwirpError malformed(String format) {
        return json(400, "{\"code\":\"malformed\",\"msg\":\"the " + format + " request could not be decoded\"}");
    }

    static TwirpError badRoute(String message, String route) {
        return json(
                404,
                "{\"code\":\"bad_route\",\"msg\":\"" + message.replace("\"", "\\\"")
                        + "\",\"meta\":{\"twirp_invalid_route\":\"" + route.replace("\"", "\\\"") + "\"}}");
    }

    /** A path that is none of the services': Go's own answer. */
    static TwirpError noSuchPage() {
        return new TwirpError(404, "text/plain; charset=utf-8", "404 page not found\n", Duration.ZERO);
    }

    /** The same, that much later. */
    TwirpError late(Duration delay) {
        return new TwirpError(status, type, body, delay);
    }

    Reply reply() {
        return Reply.text(status, type, body);
    }

    Duration after() {
        return after;
    }

    private static TwirpError json(int status, String body) {
        return new TwirpError(status, "application/json", body, Duration.ZERO);
    }
}
