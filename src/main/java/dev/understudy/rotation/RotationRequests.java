package dev.understudy.rotation;

import dev.understudy.access.Access;
import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import dev.understudy.common.Secret;
import dev.understudy.credential.Provider;
import dev.understudy.credential.Verdict;
import dev.understudy.web.Fields;
import dev.understudy.web.JsonBody;
import dev.understudy.web.Reply;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code POST /api/rotations}: what is asked for, and, once the key is proven, the rotation. */
@Component("rotationRequests")
public class RotationRequests {
    private static final int LONGEST_KEY = 512;
    private static final int LONGEST_WHY = 200;
    private final Opening opening;
    private final LocalEnvFile localEnvFile;
    private final RotationViews views;
    private final Access access;
    private final Clock clock;

    /** Opens rotations. */
    public RotationRequests(
            Opening opening, LocalEnvFile localEnvFile, RotationViews views, Access access, Clock clock) {
        this.opening = opening;
        this.localEnvFile = localEnvFile;
        this.views = views;
        this.access = access;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param provider whose key
     * @param why in the caller's words
     * @param askedBy who calls
     * @param startedAt UTC ms
     */
    record Asked(Provider provider, String why, String askedBy, long startedAt) {}

    /** Reads {@code {"provider":"tavus","key":"…"}} and takes the body away: the key is in a property that hides it from now on. */
    public void read(
            @Body byte @Nullable [] body,
            @Header(Exchange.HTTP_SERVLET_REQUEST) HttpServletRequest request,
            Exchange exchange) {
        exchange.getMessage().setBody(null);
        var fields = Fields.of(JsonBody.object(body)).only(Set.of("provider", "key", "why", "from"));
        if (fields.has("from")) throw notYet("from", "There is no standby key yet: send the key itself.");
        var provider = Provider.named(fields.required("provider", 32))
                .orElseThrow(() -> fields.refuse("provider", "unknown-provider", "The only provider is tavus."));
        if (provider != Provider.TAVUS) throw notYet("provider", "Only tavus can be rotated for now.");
        var key = Secret.of(fields.required("key", LONGEST_KEY));
        if (!isPlain(key)) throw fields.refuse("key", "bad-characters", "It has characters that no key has.");
        opening.refuseSecond();
        localEnvFile.check();
        var why = fields.has("why") ? fields.required("why", LONGEST_WHY) : "asked for by API";
        exchange.setProperty("key", key);
        exchange.setProperty("asked", new Asked(provider, why, access.caller(request), clock.millis()));
    }

    /** The key was tried at its provider: only a good one becomes a rotation. It is kept before anything else is done. */
    public Reply open(
            @ExchangeProperty("asked") Asked asked,
            @ExchangeProperty("key") Secret key,
            @ExchangeProperty("verdict") Verdict verdict,
            @ExchangeProperty("verdictReason") @Nullable String reason) {
        if (verdict == Verdict.UNKNOWN) throw unknown(reason);
        if (verdict != Verdict.VALID) throw refused(verdict, reason);
        var rotation = opening.open(asked, key, reason == null ? "" : reason);
        return new Reply(202, views.of(rotation), "/api/rotations/" + rotation.id());
    }

    private static boolean isPlain(Secret key) {
        return key.reveal().chars().allMatch(c -> c > ' ' && c < 127 && c != '"' && c != '\'' && c != '#' && c != '\\');
    }

    private static Refused notYet(String field, String detail) {
        return Problem.of(422, "provider_not_supported_yet", "This is not supported yet", detail)
                .at(field)
                .refused();
    }

    private static Refused unknown(@Nullable String reason) {
        return Problem.of(
                        503,
                        "key-not-proven",
                        "The key could not be tried",
                        "Tavus gave no clear answer (" + reason + "): nothing was done, send it again.")
                .refused();
    }

    private static Refused refused(Verdict verdict, @Nullable String reason) {
        var rejected = verdict == Verdict.REJECTED;
        return Problem.of(
                        422,
                        rejected ? "key-rejected" : "key-limited",
                        rejected ? "Tavus does not accept this key" : "The key is alive but cannot be used",
                        "Tavus said " + reason + ". Nothing was done.")
                .at("key")
                .refused();
    }
}
