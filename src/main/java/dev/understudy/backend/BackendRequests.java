package dev.understudy.backend;

import dev.understudy.access.Access;
import dev.understudy.common.Problem;
import dev.understudy.web.Fields;
import dev.understudy.web.JsonBody;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads calls below {@code /api/backends/{name}}: what is asked for becomes the property {@code asked}. */
@Component("backendRequests")
public class BackendRequests {
    /** Lines of a log that are given out at most. */
    static final int MOST_LINES = 500;

    private static final int USUAL_LINES = 50;
    private static final int LONGEST_WHY = 200;
    private static final String BY_API = "asked for by API";
    private final Access access;

    /** Asks who calls. */
    public BackendRequests(Access access) {
        this.access = access;
    }

    /** {@code POST …/restart}, with {@code {"why":"…"}} or nothing. */
    public void restart(
            @Header("name") String name,
            @Header(Exchange.HTTP_SERVLET_REQUEST) HttpServletRequest request,
            @Body byte @Nullable [] body,
            Exchange exchange) {
        exchange.getMessage().setBody(null);
        var why = Fields.of(JsonBody.object(body)).only(Set.of("why")).text("why", LONGEST_WHY);
        asked(exchange, new Asked(name, access.caller(request), Asked.RESTART, why == null ? BY_API : why));
    }

    /** {@code GET …/variables}. */
    public void variables(
            @Header("name") String name,
            @Header(Exchange.HTTP_SERVLET_REQUEST) HttpServletRequest request,
            Exchange exchange) {
        asked(exchange, new Asked(name, access.caller(request), Asked.COMPARE, BY_API));
    }

    /** {@code GET …/log}, with {@code tail} from 1 to 500, which becomes the property {@code lines}. */
    public void log(
            @Header("name") String name,
            @Header(Exchange.HTTP_SERVLET_REQUEST) HttpServletRequest request,
            @Header("tail") @Nullable String tail,
            Exchange exchange) {
        exchange.setProperty("lines", lines(tail));
        asked(exchange, new Asked(name, access.caller(request), Asked.TAIL, BY_API));
    }

    private static void asked(Exchange exchange, Asked asked) {
        exchange.setProperty("asked", asked);
    }

    private static int lines(@Nullable String tail) {
        if (tail == null) return USUAL_LINES;
        if (tail.matches("[1-9]\\d{0,2}") && Integer.parseInt(tail) <= MOST_LINES) return Integer.parseInt(tail);
        throw Problem.of(
                        422,
                        "parameter-refused",
                        "A parameter was refused",
                        "It must be a number from 1 to " + MOST_LINES + ".")
                .at("tail")
                .refused();
    }
}
