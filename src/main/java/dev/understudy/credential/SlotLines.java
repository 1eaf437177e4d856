package dev.understudy.credential;

import dev.understudy.common.Secret;
import dev.understudy.envfile.EnvFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Where a key stands in the secrets file: in one line, as {@code TAVUS_API_KEY_STANDBY}, or, LiveKit's pair, in two.
 *
 * @param provider whose
 * @param ending of the variables' names, which says what the key is there for
 */
record SlotLines(Provider provider, String ending) {
    static SlotLines current(Provider provider) {
        return new SlotLines(provider, "");
    }

    static SlotLines standby(Provider provider) {
        return new SlotLines(provider, "_STANDBY");
    }

    static SlotLines previous(Provider provider) {
        return new SlotLines(provider, "_PREVIOUS");
    }

    static SlotLines next(Provider provider) {
        return new SlotLines(provider, "_NEXT");
    }

    /** The key, of a file that gives its variables' values; empty when it is not there, or only half a pair. */
    Secret read(Function<String, Secret> values) {
        var secret = values.apply(provider.variable() + ending);
        if (provider != Provider.LIVEKIT) return secret;
        return new KeyPair(values.apply(KeyPair.NAME_VARIABLE + ending).reveal(), secret).asOne();
    }

    Secret read(EnvFile file) {
        return read(variable -> SecretsSeen.value(file, variable));
    }

    /** The file with this key in these lines. */
    EnvFile write(EnvFile file, Secret key) {
        if (provider != Provider.LIVEKIT) return file.with(provider.variable() + ending, key.reveal());
        var pair = KeyPair.of(key);
        return file.with(KeyPair.NAME_VARIABLE + ending, pair.name())
                .with(provider.variable() + ending, pair.secret().reveal());
    }

    /** The file without a key in these lines. They stay, empty: what a person wrote beside them does too. */
    EnvFile clear(EnvFile file) {
        var cleared = file;
        for (var variable : variables()) if (!cleared.isNew(variable)) cleared = cleared.with(variable, "");
        return cleared;
    }

    /** The same, when it is that key which stands in them. */
    EnvFile without(EnvFile file, String fingerprint) {
        var there = read(file);
        return !there.isEmpty() && there.fingerprint().equals(fingerprint) ? clear(file) : file;
    }

    /**
     * The file with that key as the current one and the old current one as the previous.
     *
     * @param configured what counts as the old one while the file has none; empty for nothing
     */
    static EnvFile promoted(EnvFile file, Provider provider, Secret key, Secret configured) {
        var kept = current(provider).read(file);
        var old = kept.isEmpty() ? configured : kept;
        var changed = next(provider).without(file, key.fingerprint());
        changed = standby(provider).without(changed, key.fingerprint());
        if (kept.equals(key)) return changed;
        if (!old.isEmpty() && !old.equals(key)) changed = previous(provider).write(changed, old);
        return current(provider).write(changed, key);
    }

    /** Keys in their slots, by fingerprint; one that stands in several counts for the first of them. */
    static Map<String, Slot> slots(Provider provider, Function<String, Secret> values) {
        var slots = new LinkedHashMap<String, Slot>();
        put(slots, current(provider).read(values), Slot.CURRENT);
        put(slots, standby(provider).read(values), Slot.STANDBY);
        put(slots, previous(provider).read(values), Slot.PREVIOUS);
        return slots;
    }

    private static void put(Map<String, Slot> slots, Secret key, Slot slot) {
        if (!key.isEmpty()) slots.putIfAbsent(key.fingerprint(), slot);
    }

    private List<String> variables() {
        var variable = provider.variable() + ending;
        return provider == Provider.LIVEKIT ? List.of(KeyPair.NAME_VARIABLE + ending, variable) : List.of(variable);
    }
}
