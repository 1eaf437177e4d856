package dev.understudy.rotation;

import dev.understudy.access.Access;
import dev.understudy.common.Secret;
import dev.understudy.credential.Judgements;
import dev.understudy.credential.Judgements.Word;
import dev.understudy.credential.Keys;
import dev.understudy.credential.Provider;
import dev.understudy.credential.Source;
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
    private static final int LONGEST_WHY = 200;
    private final Opening opening;
    private final Keys keys;
    private final Judgements judgements;
    private final LocalEnvFile localEnvFile;
    private final RotationViews views;
    private final Access access;
    private final Clock clock;

    /** Opens rotations. */
    public RotationRequests(
            Opening opening,
            Keys keys,
            Judgements judgements,
            LocalEnvFile localEnvFile,
            RotationViews views,
            Access access,
            Clock clock) {
        this.opening = opening;
        this.keys = keys;
        this.judgements = judgements;
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
    record Asked(Provider provider, String why, String askedBy, long startedAt) {
        /** The rotation that begins with it. */
        Rotation rotation(String id, Secret key, long at) {
            return new Rotation(
                    id, provider.wire(), RotationState.RUNNING, key.fingerprint(), askedBy, why, null, null, at, null);
        }
    }

    /**
     * Reads {@code {"provider":"tavus","key":"…"}}, or {@code "from":"standby"} in the key's place, and takes the body away: the
     * key is in a property that hides it from now on.
     */
    public void read(
            @Body byte @Nullable [] body,
            @Header(Exchange.HTTP_SERVLET_REQUEST) HttpServletRequest request,
            Exchange exchange) {
        exchange.getMessage().setBody(null);
        var fields =
                Fields.of(JsonBody.object(body)).only(Set.of("provider", "key", "secret", "why", "from", "dryRun"));
        var provider = provider(fields);
        var key = fields.has("from") ? standby(fields, provider) : SentKey.of(fields, provider);
        var isDryRun = isDryRun(fields);
        if (!isDryRun) opening.refuseSecond();
        localEnvFile.check(provider);
        var why = fields.has("why") ? fields.required("why", LONGEST_WHY) : "asked for by API";
        exchange.setProperty("dryRun", isDryRun);
        exchange.setProperty("provider", provider);
        exchange.setProperty("key", key);
        exchange.setProperty("asked", new Asked(provider, why, access.caller(request), clock.millis()));
    }

    /** The key was tried at its provider: only a good one becomes a rotation. It is kept before anything else is done. */
    public Reply open(
            @ExchangeProperty("asked") Asked asked,
            @ExchangeProperty("key") Secret key,
            @ExchangeProperty("verdict") Verdict verdict,
            @ExchangeProperty("verdictReason") @Nullable String reason) {
        Proof.require(asked.provider(), verdict, reason);
        var said = reason == null ? "" : reason;
        // before it is used: a key that was refused once would be replaced again at once, whatever it is now
        judgements.heard(new Word(asked.provider(), key.fingerprint(), verdict, said, Source.CHECK));
        var rotation = opening.open(asked, key, said);
        return new Reply(202, views.of(rotation), "/api/rotations/" + rotation.id());
    }

    /** The key was tried at its provider, and is kept nowhere: only a good one is worth a plan. */
    public void prove(
            @ExchangeProperty("asked") Asked asked,
            @ExchangeProperty("verdict") Verdict verdict,
            @ExchangeProperty("verdictReason") @Nullable String reason) {
        Proof.require(asked.provider(), verdict, reason);
    }

    private static boolean isDryRun(Fields fields) {
        if (!fields.has("dryRun")) return false;
        var value = fields.raw("dryRun");
        if (value == null || !value.isBoolean()) throw fields.refuse("dryRun", "wrong-type", "It is true or false.");
        return value.booleanValue();
    }

    private static Provider provider(Fields fields) {
        return Provider.named(fields.required("provider", 32))
                .orElseThrow(() -> fields.refuse("provider", "unknown-provider", "There is no such provider."));
    }

    private Secret standby(Fields fields, Provider provider) {
        if (!fields.required("from", 32).equals("standby"))
            throw fields.refuse("from", "unknown-source", "The only place to take a key from is standby.");
        if (fields.has("key") || fields.has("secret"))
            throw fields.refuse("key", "unknown-field", "It is either sent or taken from standby.");
        return keys.standby(provider)
                .orElseThrow(
                        () -> fields.refuse("from", "no-standby", "There is no standby key: send the key itself."));
    }
}
