package dev.understudy.backendlog;

import dev.understudy.alert.AlertKind;
import dev.understudy.alert.Alerts;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** How a look ended: good, or in nothing, which is told when it happens again and again. */
@Component("backendLogOutcome")
public class LookOutcome {
    private static final Logger log = LoggerFactory.getLogger(LookOutcome.class);
    private final Looks looks;
    private final Alerts alerts;
    private final Telling telling;
    private final Registrations registrations;
    private final HostClients clients;
    private final BackendLogSettings settings;

    /** Writes it down. */
    LookOutcome(
            Looks looks,
            Alerts alerts,
            Telling telling,
            Registrations registrations,
            HostClients clients,
            BackendLogSettings settings) {
        this.looks = looks;
        this.alerts = alerts;
        this.telling = telling;
        this.registrations = registrations;
        this.clients = clients;
        this.settings = settings;
    }

    /** All was read that there is; without a container of that name it came to nothing all the same. */
    public void good(@ExchangeProperty("look") Look look) {
        var current = look.current();
        if (current == null) {
            note(look, "there is no container " + look.target().container());
            registrations.missing(look.target());
            return;
        }
        var target = look.target();
        looks.good(target.name(), target.container(), current.seen().id(), look.wanted());
        alerts.clear(AlertKind.BACKEND_LOG_UNREADABLE, Telling.subject(target.name(), target.container()));
        telling.settle(current);
        registrations.read(current);
    }

    /** It came to nothing; what was counted before stays counted. */
    public void failed(@ExchangeProperty("look") Look look, Exchange exchange) {
        var cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        exchange.getMessage().setBody(null);
        if (cause instanceof Counting.Overtaken) return;
        note(look, why(look, cause));
    }

    private void note(Look look, String why) {
        var target = look.target();
        var current = look.current();
        var id = current == null ? null : current.seen().id();
        var failures = looks.failed(target.name(), target.container(), id, why);
        var subject = Telling.subject(target.name(), target.container());
        log.debug("the log of {} was not read: {}", subject, why);
        if (failures >= settings.unreadableAfter()) alerts.raise(AlertKind.BACKEND_LOG_UNREADABLE, subject, why);
    }

    /** The command is in camel-ssh's own messages, and they say nothing that we do not know better. */
    private String why(Look look, Exception cause) {
        if (cause instanceof Unreadable) return String.valueOf(cause.getMessage());
        var known = clients.client(look.getClient()).trouble();
        if (known.isPresent()) return String.valueOf(known.get().getMessage());
        var said =
                cause.getCause() == null ? "" : String.valueOf(cause.getCause().getMessage());
        var host = look.target().host();
        if (said.startsWith("Failed to authenticate")) return host + " takes none of our keys";
        if (said.startsWith("Failed to connect")) return host + " cannot be reached";
        log.debug("a look at {} stumbled over {}", host, cause.getClass().getName());
        return "the way to " + host + " broke off";
    }
}
