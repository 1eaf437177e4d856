package dev.understudy.credential;

import dev.understudy.common.Secret;
import dev.understudy.envfile.EnvFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * The keys in their slots. The secrets file has {@code TAVUS_API_KEY}, {@code …_STANDBY}, {@code …_PREVIOUS} and, while a rotation
 * is under way, {@code …_NEXT}; without the first of them the configured key counts. Every change can be repeated, and is
 * journaled.
 */
@Component
public class Keys {
    private final SecretsFile file;
    private final ConfiguredKeys configured;
    private final SlotJournal journal;
    private final ApplicationEventPublisher events;

    /** Values come from file and configuration; what becomes of them is written to the journal. */
    Keys(SecretsFile file, ConfiguredKeys configured, SlotJournal journal, ApplicationEventPublisher events) {
        this.file = file;
        this.configured = configured;
        this.journal = journal;
        this.events = events;
    }

    /** The key that new calls are made with; empty when there is none. It follows other nodes' changes within a second. */
    public Secret current(Provider provider) {
        return current(provider, file.recent());
    }

    /** The same, as it is at this moment. */
    public Secret currentNow(Provider provider) {
        return current(provider, file.fresh());
    }

    /** The proven key that waits for the day when the current one is refused. */
    public Optional<Secret> standby(Provider provider) {
        return found(SlotLines.standby(provider).read(file.recent()::value));
    }

    /** The key that was the current one until the last rotation. */
    public Optional<Secret> previous(Provider provider) {
        return found(SlotLines.previous(provider).read(file.recent()::value));
    }

    /** Every key that is there for something, the current one first: what was signed with any of them may be ours. */
    public List<Secret> all(Provider provider) {
        var seen = file.recent();
        return Stream.of(
                        current(provider, seen),
                        SlotLines.previous(provider).read(seen::value),
                        SlotLines.standby(provider).read(seen::value),
                        SlotLines.next(provider).read(seen::value))
                .filter(key -> !key.isEmpty())
                .distinct()
                .toList();
    }

    /**
     * Keeps a key that is to become the current one, before anything else is done with it.
     *
     * @throws dev.understudy.common.Refused when it cannot be kept ({@code secrets_not_writable})
     */
    public void stage(Provider provider, Secret key) {
        file.change(env -> SlotLines.next(provider).write(env, key));
    }

    /** The staged key of that fingerprint. */
    public Optional<Secret> staged(Provider provider, String fingerprint) {
        return found(SlotLines.next(provider).read(file.fresh()::value))
                .filter(key -> key.fingerprint().equals(fingerprint));
    }

    /** Forgets the staged key of that fingerprint; another one stays. */
    public void unstage(Provider provider, String fingerprint) {
        if (staged(provider, fingerprint).isPresent())
            file.change(env -> SlotLines.next(provider).without(env, fingerprint));
    }

    /** Makes it the standby key, in the place of the one that there was. */
    public void keepStandby(Provider provider, Secret key, By by) {
        change(provider, by, key.fingerprint(), env -> SlotLines.standby(provider)
                .write(env, key));
    }

    /** There is no standby key any more; false when there was none. */
    public boolean forgetStandby(Provider provider, By by) {
        var there = standby(provider).isPresent();
        if (there) change(provider, by, null, SlotLines.standby(provider)::clear);
        return there;
    }

    /** Makes it the current key and the old current one the previous, in one write, whether it was staged here or not. */
    public void promote(Provider provider, Secret key, By by) {
        // the store is asked before the file is locked, and only for who has nothing newer: it complains of a replaced
        // key
        var fallback = fallback(provider);
        change(provider, by, key.fingerprint(), env -> SlotLines.promoted(env, provider, key, fallback));
        events.publishEvent(new KeyPromoted(provider, key.fingerprint(), by.why()));
    }

    /** Promotes the staged key of that fingerprint; false when there is none and the current key is another one. */
    public boolean promote(Provider provider, String fingerprint, By by) {
        var key = staged(provider, fingerprint)
                .or(() -> found(SlotLines.current(provider).read(file.fresh()::value))
                        .filter(kept -> kept.fingerprint().equals(fingerprint)));
        key.ifPresent(found -> promote(provider, found, by));
        return key.isPresent();
    }

    /**
     * Promotes the standby key of that fingerprint: one move, however many find out at once that it is needed.
     *
     * @return whether this call moved it; false when it is not the standby key any more
     */
    public synchronized boolean promoteStandby(Provider provider, String fingerprint, By by) {
        var standby = SlotLines.standby(provider);
        var key = found(standby.read(file.fresh()::value))
                .filter(found -> found.fingerprint().equals(fingerprint));
        if (key.isEmpty()) return false;
        var fallback = fallback(provider);
        var moved = new boolean[1];
        change(provider, by, fingerprint, env -> {
            moved[0] = standby.read(env).equals(key.get()); // another process may have been faster
            return moved[0] ? SlotLines.promoted(env, provider, key.get(), fallback) : env;
        });
        if (moved[0]) events.publishEvent(new KeyPromoted(provider, fingerprint, by.why()));
        return moved[0];
    }

    /** Writes to the journal what somebody else has changed, or what a crash kept from being written. */
    void settle(Provider provider) {
        journal.settle(provider, () -> slots(provider));
    }

    /** The file's keys in their slots, by fingerprint. */
    Map<String, Slot> slots(Provider provider) {
        return SlotLines.slots(provider, file.fresh()::value);
    }

    private Secret current(Provider provider, SecretsSeen seen) {
        var kept = SlotLines.current(provider).read(seen::value);
        return kept.isEmpty() ? configured.usable(provider) : kept;
    }

    private Secret fallback(Provider provider) {
        var kept = SlotLines.current(provider).read(file.fresh()::value);
        return kept.isEmpty() ? configured.usable(provider) : SecretsSeen.NO_KEY;
    }

    private static Optional<Secret> found(Secret key) {
        return key.isEmpty() ? Optional.empty() : Optional.of(key);
    }

    /** Announced, done, and written down by the file: a change that was cut off is made good by its repetition, or by a look. */
    private void change(Provider provider, By by, @Nullable String fingerprint, UnaryOperator<EnvFile> edit) {
        var announcedAt = journal.announce(provider, by, fingerprint);
        try {
            file.change(edit);
        } catch (RuntimeException e) {
            journal.withdraw(provider, announcedAt);
            throw e;
        }
        settle(provider);
        journal.withdraw(provider, announcedAt);
    }
}
