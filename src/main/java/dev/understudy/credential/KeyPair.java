package dev.understudy.credential;

import dev.understudy.common.Secret;

/**
 * LiveKit's key, which is two: the name, that every token shows, and the secret that signs it. As one {@link Secret}, in slots and
 * fingerprints, it is {@code name:secret}; in files it is LIVEKIT_API_KEY and LIVEKIT_API_SECRET.
 *
 * @param name of the key, {@code API…}; never holds a colon
 * @param secret what signs
 */
public record KeyPair(String name, Secret secret) {
    /** The variable of the name; that of the secret is {@link Provider#variable()}. */
    public static final String NAME_VARIABLE = "LIVEKIT_API_KEY";

    /** Takes the one secret apart; both are empty when it is no pair. */
    public static KeyPair of(Secret pair) {
        var parts = pair.reveal().split(":", 2);
        return parts.length == 2 ? new KeyPair(parts[0], Secret.of(parts[1])) : new KeyPair("", Secret.of(""));
    }

    /** Both in one; empty when one of them is. */
    public Secret asOne() {
        return Secret.of(name.isEmpty() || secret.isEmpty() ? "" : name + ":" + secret.reveal());
    }
}
