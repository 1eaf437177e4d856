package dev.understudy.gateway;

import dev.understudy.common.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** Lets callers through who have the gateway's token, where Tavus's clients send Tavus's key. */
@Component("gatewayDoor")
public class GatewayDoor {
    private static final String HEADER = "x-api-key";
    private static final int LONGEST = 1024;
    private final GatewaySettings settings;

    /** Knows the token. */
    public GatewayDoor(GatewaySettings settings) {
        this.settings = settings;
    }

    /** 404 where there is no gateway, 401 to who does not know its token. */
    public void check(@Header(Exchange.HTTP_SERVLET_REQUEST) HttpServletRequest request) {
        var token = settings.token();
        if (token == null || token.isEmpty())
            throw Problem.of(404, "not-found", "Not found", "UNDERSTUDY_GATEWAY_TOKEN is not set: there is no gateway.")
                    .refused();
        var sent = Collections.list(request.getHeaders(HEADER));
        if (sent.size() != 1 || sent.get(0).length() > LONGEST || !token.matches(sent.get(0)))
            throw Problem.of(
                            401,
                            "gateway-token-refused",
                            "Who is calling?",
                            "x-api-key must be UNDERSTUDY_GATEWAY_TOKEN, not Tavus's key.")
                    .refused();
    }
}
