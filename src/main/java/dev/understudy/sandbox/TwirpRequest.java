package dev.understudy.sandbox;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A Twirp call as it came in: where to, in which of the two encodings. Refusals in the order in which Go's Twirp makes them. */
record TwirpRequest(HttpServletRequest http, String name) {
    private static final String PREFIX = "/twirp/";
    private static final String PROTOBUF = "application/protobuf";
    private static final String JSON = "application/json";
    /** Bytes; the largest that any of the calls can need is far below. */
    private static final int LIMIT = 16 * 1024 * 1024;

    static TwirpRequest of(HttpServletRequest http) {
        var path = http.getRequestURI();
        return new TwirpRequest(http, path.substring(path.indexOf(PREFIX) + PREFIX.length()));
    }

    /** The token's header; a token in the query does as well. */
    @Nullable
    String authorization() {
        var header = http.getHeader("Authorization");
        var inQuery = header == null ? http.getParameter("access_token") : null;
        return inQuery == null ? header : "Bearer " + inQuery;
    }

    /** The method's own name, {@code CreateRoom}. */
    String method() {
        return name.substring(name.indexOf('/') + 1);
    }

    /** Refuses what is not a POST to a service. */
    void checkRoute() {
        if (!LiveKitServices.isService(name)) throw TwirpError.noSuchPage();
        if (!"POST".equals(http.getMethod()))
            throw badRoute("unsupported method \"" + http.getMethod() + "\" (only POST is allowed)");
    }

    TwirpError noSuchMethod() {
        return badRoute("no handler for path \"" + PREFIX + name + "\"");
    }

    boolean isProtobuf() {
        return contentType().equals(PROTOBUF);
    }

    /** The request message; TwirpError when the content type or the bytes are wrong. */
    Message read(Message prototype) throws IOException {
        var type = contentType();
        if (!type.equals(PROTOBUF) && !type.equals(JSON)) throw badRoute("unexpected Content-Type: \"" + type + "\"");
        var bytes = http.getInputStream().readNBytes(LIMIT + 1);
        if (bytes.length > LIMIT) throw TwirpError.malformed(type.substring(type.indexOf('/') + 1));
        return isProtobuf() ? protobuf(bytes, prototype) : json(bytes, prototype);
    }

    /** The answer in the encoding of the question. */
    Reply reply(Message answer) {
        return isProtobuf()
                ? new Reply(200, PROTOBUF, answer.toByteArray())
                : new Reply(200, JSON, WireJson.write(answer, WireJson.Style.ANSWER));
    }

    private static Message protobuf(byte[] bytes, Message prototype) {
        try {
            return prototype.getParserForType().parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw TwirpError.malformed("protobuf");
        }
    }

    private static Message json(byte[] bytes, Message prototype) {
        try {
            return WireReader.read(bytes, prototype);
        } catch (IllegalArgumentException e) {
            throw TwirpError.malformed("json");
        }
    }

    private String contentType() {
        var header = http.getHeader("Content-Type");
        if (header == null) return "";
        int end = header.indexOf(';');
        return (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private TwirpError badRoute(String message) {
        return TwirpError.badRoute(message, http.getMethod() + " " + PREFIX + name);
    }
}
