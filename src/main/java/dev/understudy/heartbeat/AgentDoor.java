package dev.understudy.heartbeat;

import dev.understudy.access.Bearer;
import dev.understudy.common.Problem;
import dev.understudy.session.AliveSettings;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** Lets workers through who have the agents' token. */
@Component("agentDoor")
public class AgentDoor {
    private final AliveSettings settings;

    /** Knows the token. */
    public AgentDoor(AliveSettings settings) {
        this.settings = settings;
    }

    /** 404 where nobody may report, 401 to who does not know the token. */
    public void check(@Header(Exchange.HTTP_SERVLET_REQUEST) HttpServletRequest request) {
        var token = settings.token();
        if (token == null || token.isEmpty())
            throw Problem.of(404, "not-found", "Not found", "UNDERSTUDY_AGENT_TOKEN is not set: agents are pinged.")
                    .refused();
        var sent = Bearer.of(request);
        if (sent == null || !token.matches(sent))
            throw Problem.of(
                            401,
                            "not-authorized",
                            "Who is calling?",
                            "Send Authorization: Bearer and UNDERSTUDY_AGENT_TOKEN.")
                    .refused();
    }
}
