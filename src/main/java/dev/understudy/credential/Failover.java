package dev.understudy.credential;

import dev.understudy.alert.AlertKind;
import dev.understudy.alert.Alerts;
import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import dev.understudy.common.Secret;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Which key to try when one was refused: the standby key takes over in the same step, and becomes current when it was taken. */
@Component("failover")
public class Failover {
    private static final Logger log = LoggerFactory.getLogger(Failover.class);
    private final Keys keys;
    private final Judgements judgements;
    private final Refusals refusals;
    private final Alerts alerts;

    /** Works over the slots. */
    public Failover(Keys keys, Judgements judgements, Refusals refusals, Alerts alerts) {
        this.keys = keys;
        this.judgements = judgements;
        this.refusals = refusals;
        this.alerts = alerts;
    }

    /**
     * The provider refused that key on live traffic, which counts against it at once.
     *
     * @return the key to try now: the current one when that is another by now, else the standby key; empty when there is none, or
     *     when it is known to be refused too
     */
    public Optional<Secret> refused(Provider provider, String fingerprint, String reason, Source source) {
        judgements.heard(new Judgements.Word(provider, fingerprint, Verdict.REJECTED, reason, source));
        return instead(provider, fingerprint);
    }

    /** The call was refused, and not in the provider's words on a key: that accuses no key, but the provider is asked at once. */
    public void unclear(Provider provider, String fingerprint, String reason, Source source) {
        judgements.heard(new Judgements.Word(provider, fingerprint, Verdict.UNKNOWN, reason, source));
    }

    /** The call was refused because the key's account cannot pay: no other key takes over, and no check takes it back. */
    public void limited(Provider provider, String fingerprint, String reason, Source source) {
        judgements.heard(new Judgements.Word(provider, fingerprint, Verdict.LIMITED, reason, source));
    }

    /** A call that costs money was answered well: what was said of its key's account is over. */
    public void paid(Provider provider, String fingerprint, Source source) {
        if (refusals.isLimitedInUse(provider, fingerprint))
            judgements.heard(new Judgements.Word(provider, fingerprint, Verdict.VALID, "taken", source));
    }

    /** The key to try instead of that one, which is refused; as above. */
    public Optional<Secret> instead(Provider provider, String fingerprint) {
        var current = keys.currentNow(provider);
        if (!current.isEmpty() && !current.fingerprint().equals(fingerprint)) return Optional.of(current);
        return standby(provider).filter(key -> !key.fingerprint().equals(fingerprint));
    }

    /** The standby key, unless it is known to be refused. */
    public Optional<Secret> standby(Provider provider) {
        return keys.standby(provider).filter(key -> !refusals.isRefused(provider, key.fingerprint()));
    }

    /** The provider took that key: when it is the standby key, it becomes the current one from now on. */
    public void taken(Provider provider, String fingerprint, Source source) {
        judgements.heard(new Judgements.Word(provider, fingerprint, Verdict.VALID, "taken", source));
        takeOver(provider, fingerprint, "401 on live traffic");
    }

    /** The current key is bad by what the checks say; live traffic asks with the standby key first, and comes by {@link #taken}. */
    @EventListener
    void on(KeyTurnedBad bad) {
        if (bad.source() != Source.TRAFFIC && bad.source() != Source.GATEWAY)
            replace(bad.provider(), bad.fingerprint(), bad.reason());
    }

    /** That key is bad: if it is the current one, a standby key that is not refused takes its place. False when it could not. */
    boolean replace(Provider provider, String bad, String why) {
        if (!keys.currentNow(provider).fingerprint().equals(bad)) return true;
        return standby(provider)
                .map(key -> takeOver(provider, key.fingerprint(), why))
                .orElse(true);
    }

    /**
     * A file or store that cannot be written costs nobody his call: the standby key served it, serves the next ones, and every
     * one of them, and each look at the file, tries again to put it in its place.
     */
    private boolean takeOver(Provider provider, String fingerprint, String why) {
        try {
            return move(provider, fingerprint, why);
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "{}'s standby key cannot be moved: {}",
                    provider.wire(),
                    e.getClass().getSimpleName());
            return false;
        }
    }

    private boolean move(Provider provider, String fingerprint, String why) {
        try {
            if (!keys.promoteStandby(provider, fingerprint, new By(By.FAILOVER, why))) return true;
            alerts.clear(AlertKind.SECRETS_NOT_WRITABLE, provider.wire());
            alerts.raise(AlertKind.STANDBY_USED, provider.wire(), told(fingerprint, why));
            return true;
        } catch (Refused e) {
            alerts.raise(AlertKind.SECRETS_NOT_WRITABLE, provider.wire(), stuck(fingerprint, e.problem()));
            return false;
        }
    }

    private static String stuck(String fingerprint, Problem problem) {
        return "the standby key " + fingerprint + " is used, but cannot be made the current one: " + problem.detail();
    }

    static String told(String fingerprint, String why) {
        return "the standby key " + fingerprint + " is the current one now (" + why + "); a new standby key is needed";
    }
}
