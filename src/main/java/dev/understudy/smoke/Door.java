package dev.understudy.smoke;

import dev.understudy.common.Secret;
import dev.understudy.livekit.JoinCheck;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/**
 * The first half of the line {@code user}: LiveKit is asked whether it lets the holder of the token in. Without a client it is
 * the whole line.
 */
@Component("smokeDoor")
public class Door {
    private final JoinCheck check;
    private final SmokeUsers users;
    private final SmokeSettings settings;

    /** Asks LiveKit. */
    Door(JoinCheck check, SmokeUsers users, SmokeSettings settings) {
        this.check = check;
        this.users = users;
        this.settings = settings;
    }

    /** Asks; throws what LiveKit's calls throw. */
    public void ask(
            @ExchangeProperty("checklist") Checklist list,
            @ExchangeProperty(TokenStep.TOKEN) Secret token,
            Exchange exchange) {
        list.begin(Line.USER);
        exchange.setProperty("atTheDoor", false);
        check.ask(token);
        if (users.ready().isEmpty())
            list.passed(
                    Line.USER,
                    "LiveKit takes the token; nobody joined by it, since understudy.smoke.user-command names no client");
    }

    /** LiveKit says no: asking again does not help. */
    public void refused(@ExchangeProperty("checklist") Checklist list) {
        list.failed(
                Line.USER,
                "LiveKit refuses the token (401): its API key or secret is another one, or a clock is wrong");
    }

    /** LiveKit cannot say: asked again for some seconds, as a browser would. */
    public void away(@ExchangeProperty("checklist") Checklist list, Exchange exchange) {
        var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (list.waited(Line.USER) < settings.deadlines().door().toMillis()) exchange.setProperty("atTheDoor", true);
        else list.failed(Line.USER, String.valueOf(failure.getMessage()));
    }
}
