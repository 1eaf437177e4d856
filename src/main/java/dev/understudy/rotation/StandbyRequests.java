package dev.understudy.rotation;

import dev.understudy.access.Access;
import dev.understudy.common.Problem;
import dev.understudy.common.Secret;
import dev.understudy.credential.By;
import dev.understudy.credential.Judgements;
import dev.understudy.credential.Keys;
import dev.understudy.credential.Provider;
import dev.understudy.credential.Source;
import dev.understudy.credential.Verdict;
import dev.understudy.web.Fields;
import dev.understudy.web.JsonBody;
import dev.understudy.web.Reply;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code PUT} and {@code DELETE /api/credentials/{provider}/standby}: the key that waits for the day when the current one is refused. */
@Component("standbyRequests")
public class StandbyRequests {
    private static final int LONGEST_WHY = 200;
    private final Keys keys;
    private final Judgements judgements;
    private final Access access;

    /** Keeps it among the keys. */
    public StandbyRequests(Keys keys, Judgements judgements, Access access) {
        this.keys = keys;
        this.judgements = judgements;
        this.access = access;
    }

    /** Reads {@code {"key":"…"}} and takes the body away: the key is in a property that hides it from now on. */
    public void read(
            @Body byte @Nullable [] body,
            @Header("provider") String name,
            @Header(Exchange.HTTP_SERVLET_REQUEST) HttpServletRequest request,
            Exchange exchange) {
        exchange.getMessage().setBody(null);
        var provider = provider(name);
        var fields = Fields.of(JsonBody.object(body)).only(Set.of("key", "secret", "why"));
        var key = SentKey.of(fields, provider);
        if (keys.currentNow(provider).equals(key))
            throw fields.refuse("key", "key-is-current", "It is the current key: a standby key is another one.");
        var why = fields.has("why") ? fields.required("why", LONGEST_WHY) : "asked for by API";
        exchange.setProperty("provider", provider);
        exchange.setProperty("key", key);
        exchange.setProperty("by", new By(access.caller(request), why));
    }

    /** The key was tried at its provider: a good one is kept. */
    public Reply keep(
            @ExchangeProperty("provider") Provider provider,
            @ExchangeProperty("key") Secret key,
            @ExchangeProperty("by") By by,
            Exchange exchange) {
        var verdict = exchange.getProperty("verdict", Verdict.UNKNOWN, Verdict.class);
        var reason = exchange.getProperty("verdictReason", "", String.class);
        Proof.require(provider, verdict, reason);
        judgements.heard(new Judgements.Word(provider, key.fingerprint(), verdict, reason, Source.CHECK));
        keys.keepStandby(provider, key, by);
        return Reply.ok(Map.of("provider", provider.wire(), "slot", "standby", "fingerprint", key.fingerprint()));
    }

    /** Forgets it; the answer has no fingerprint then. */
    public Reply forget(
            @Header("provider") String name, @Header(Exchange.HTTP_SERVLET_REQUEST) HttpServletRequest request) {
        var provider = provider(name);
        if (!keys.forgetStandby(provider, new By(access.caller(request), "asked for by API")))
            throw Problem.of(404, "no-standby", "There is no standby key", "Nothing was done.")
                    .refused();
        return Reply.ok(Map.of("provider", provider.wire(), "slot", "standby"));
    }

    private static Provider provider(String name) {
        return Provider.named(name).orElseThrow(() -> Problem.of(
                        404, "unknown-provider", "There is no such provider", "GET /api/credentials lists them.")
                .refused());
    }
}
