package dev.understudy.token;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.understudy.common.Problem;
import dev.understudy.web.Texts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/**
 * {@code GET /api/token?roomName=…&identity=…}, as LiveKit's older React components ask ({@code useToken}). Where it is allowed, it
 * is read as the same fields in a body. A proxy may log addresses, and with them who was in which room: it is off by default.
 */
@Component("tokenQuery")
public class TokenQuery {
    /** Tomcat's, of a query that is not encoded as queries are. */
    private static final String UNREADABLE = "org.apache.catalina.parameter_parse_failed";

    private final TokenSettings settings;
    private final TokenReading reading;

    /** Reads as a body is read. */
    public TokenQuery(TokenSettings settings, TokenReading reading) {
        this.settings = settings;
        this.reading = reading;
    }

    /** 405 where it is not allowed. */
    public void check(@Header(Exchange.HTTP_SERVLET_RESPONSE) HttpServletResponse response) {
        if (settings.get()) return;
        response.setHeader("Allow", "POST");
        throw Problem.of(405, "method-not-allowed", "Method Not Allowed", "understudy.token.get does not allow GET.")
                .refused();
    }

    /** What the query asks for; a field that is there twice is refused. */
    public TokenRequest read(@Header(Exchange.HTTP_SERVLET_REQUEST) HttpServletRequest request) {
        var asked = JsonNodeFactory.instance.objectNode();
        request.getParameterMap().forEach((name, values) -> {
            if (values.length != 1)
                throw Problem.of(422, "field-twice", "A field was refused", "It is there more than once.")
                        .at(Texts.shown(name))
                        .refused();
            asked.put(name, values[0]);
        });
        if (request.getAttribute(UNREADABLE) != null)
            throw Problem.of(400, "malformed-query", "The query cannot be read", "It is not encoded as queries are.")
                    .refused();
        return reading.read(asked).byQuery();
    }
}
