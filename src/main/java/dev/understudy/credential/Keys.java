package dev.understudy.credential;

import dev.understudy.common.Secret;
import dev.understudy.envfile.EnvFile;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The keys in their slots. The secrets file has {@code TAVUS_API_KEY}, {@code TAVUS_API_KEY_PREVIOUS} and, while a rotation is
 * under way, {@code TAVUS_API_KEY_NEXT}; without the first of them the configured key counts. Every change can be repeated.
 */
@Component
public class Keys {
    private static final String NEXT = "_NEXT";
    private static final String PREVIOUS = "_PREVIOUS";
    private static final String STANDBY = "_STANDBY";
    private final SecretsFile file;
    private final ConfiguredKeys configured;
    private final KeyRecords records;

    /** Values come from file and configuration, what is known of them from the store. */
    Keys(SecretsFile file, ConfiguredKeys configured, KeyRecords records) {
        this.file = file;
        this.configured = configured;
        this.records = records;
    }

    /** The key that new calls are made with; empty when there is none. It follows other nodes' changes within a second. */
    public Secret current(Provider provider) {
        var kept = file.recent(provider.variable());
        return kept.isEmpty() ? configured.usable(provider) : kept;
    }

    /** The key that waits for the day when the current one is refused. */
    public Optional<Secret> standby(Provider provider) {
        return Optional.of(file.recent(provider.variable() + STANDBY)).filter(key -> !key.isEmpty());
    }

    /** The key that was the current one until the last rotation. */
    public Optional<Secret> previous(Provider provider) {
        return Optional.of(file.recent(provider.variable() + PREVIOUS)).filter(key -> !key.isEmpty());
    }

    /**
     * Keeps a key that is to become the current one, before anything else is done with it.
     *
     * @throws dev.understudy.common.Refused when it cannot be kept ({@code secrets_not_writable})
     */
    public void stage(Provider provider, Secret key) {
        file.change(env -> env.with(provider.variable() + NEXT, key.reveal()));
    }

    /** The staged key of that fingerprint. */
    public Optional<Secret> staged(Provider provider, String fingerprint) {
        return Optional.of(file.fresh(provider.variable() + NEXT))
                .filter(key -> !key.isEmpty() && key.fingerprint().equals(fingerprint));
    }

    /** Forgets the staged key of that fingerprint; another one stays. */
    public void unstage(Provider provider, String fingerprint) {
        if (staged(provider, fingerprint).isPresent()) file.change(env -> without(env, provider, fingerprint));
    }

    /** Makes it the current key and the old current one the previous, in one write, whether it was staged here or not. */
    public void promote(Provider provider, Secret key) {
        // the store is asked before the file is locked, and only for who has nothing newer: it complains of a replaced
        // key
        var fallback = file.fresh(provider.variable()).isEmpty() ? configured.usable(provider) : SecretsSeen.NO_KEY;
        file.change(env -> promoted(env, provider, key, fallback));
        note(provider);
    }

    /** Promotes the staged key of that fingerprint; false when there is none and the current key is another one. */
    public boolean promote(Provider provider, String fingerprint) {
        var key = staged(provider, fingerprint).or(() -> Optional.of(file.fresh(provider.variable()))
                .filter(kept -> !kept.isEmpty() && kept.fingerprint().equals(fingerprint)));
        key.ifPresent(found -> promote(provider, found));
        return key.isPresent();
    }

    private static EnvFile promoted(EnvFile env, Provider provider, Secret key, Secret fallback) {
        var variable = provider.variable();
        var kept = SecretsSeen.value(env, variable);
        var old = kept.isEmpty() ? fallback : kept;
        var changed = without(env, provider, key.fingerprint());
        if (kept.equals(key)) return changed;
        if (!old.isEmpty() && !old.equals(key)) changed = changed.with(variable + PREVIOUS, old.reveal());
        return changed.with(variable, key.reveal());
    }

    /** The line of the staged key stays, empty: what a person wrote beside it does too. */
    private static EnvFile without(EnvFile env, Provider provider, String fingerprint) {
        var next = provider.variable() + NEXT;
        var staged = SecretsSeen.value(env, next);
        return !staged.isEmpty() && staged.fingerprint().equals(fingerprint) ? env.with(next, "") : env;
    }

    /** By the file and not by the call, so that a change that was cut off is made good by its repetition. */
    private void note(Provider provider) {
        var previous = file.fresh(provider.variable() + PREVIOUS);
        records.slots(
                provider,
                file.fresh(provider.variable()).fingerprint(),
                previous.isEmpty() ? null : previous.fingerprint());
    }
}
