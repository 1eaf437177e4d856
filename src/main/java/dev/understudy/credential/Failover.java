package dev.understudy.credential;

import dev.understudy.common.Secret;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which key to try when one was refused: the standby key takes over in the same step, and becomes current when it was taken. */
@Component("failover")
public class Failover {
    private final Keys keys;
    private final Judgements judgements;

    /** Works over the slots. */
    public Failover(Keys keys, Judgements judgements) {
        this.keys = keys;
        this.judgements = judgements;
    }

    /**
     * The provider refused that key on live traffic, which counts against it at once.
     *
     * @return the key to try now: the current one when that is another by now, else the standby key; empty when there is none, or
     *     when it is known to be refused too
     */
    public Optional<Secret> refused(Provider provider, String fingerprint, String reason, Source source) {
        judgements.heard(new Judgements.Word(provider, fingerprint, Verdict.REJECTED, reason, source));
        return Optional.of(keys.current(provider))
                .filter(key -> !key.isEmpty() && !key.fingerprint().equals(fingerprint));
    }

    /** The provider took that key: when it is the standby key, it becomes the current one from now on. */
    public void taken(Provider provider, String fingerprint, Source source) {
        judgements.heard(new Judgements.Word(provider, fingerprint, Verdict.VALID, "taken", source));
    }
}
