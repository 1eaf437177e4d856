package dev.understudy.rotation;

import dev.understudy.access.Access;
import dev.understudy.common.Problem;
import dev.understudy.credential.Keys;
import dev.understudy.credential.Provider;
import dev.understudy.rotation.RotationRequests.Asked;
import dev.understudy.rotation.RotationSettings.Target;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code GET /api/hosts/{name}/plan}: what a rotation to the key that we have would do on one host. */
@Component("planRequests")
public class PlanRequests {
    private final Keys keys;
    private final RotationSettings settings;
    private final Access access;
    private final Clock clock;

    /** Knows the hosts by the settings. */
    public PlanRequests(Keys keys, RotationSettings settings, Access access, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.access = access;
        this.clock = clock;
    }

    /** The host, as the only one; properties {@code asked} and {@code key} say the rest. Without a provider it is Tavus. */
    public List<Target> read(
            @Header("name") String name,
            @Header("provider") @Nullable String provider,
            @Header(Exchange.HTTP_SERVLET_REQUEST) HttpServletRequest request,
            Exchange exchange) {
        var target = settings.host(name).orElseThrow(() -> Problem.of(
                        404, "no-such-host", "No such host", "It is the name of one of understudy.rotation.hosts.")
                .refused());
        var whose = whose(provider);
        var key = keys.currentNow(whose);
        if (key.isEmpty())
            throw Problem.of(409, "no-key-to-check", "There is no key", "No key of " + whose.wire() + " is there.")
                    .refused();
        var why = "the plan of " + target.name() + ", asked for by API";
        exchange.setProperty("asked", new Asked(whose, why, access.caller(request), clock.millis()));
        exchange.setProperty("key", key);
        return List.of(target);
    }

    private static Provider whose(@Nullable String provider) {
        if (provider == null) return Provider.TAVUS;
        return Provider.named(provider).orElseThrow(() -> Problem.of(
                        422, "parameter-refused", "A parameter was refused", "There is no such provider.")
                .at("provider")
                .refused());
    }
}
