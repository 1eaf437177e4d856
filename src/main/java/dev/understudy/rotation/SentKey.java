package dev.understudy.rotation;

import dev.understudy.common.Secret;
import dev.understudy.credential.KeyPair;
import dev.understudy.credential.Provider;
import dev.understudy.web.Fields;

/** A key as callers send it: {@code "key":"…"}, and LiveKit's as {@code "key":"API…","secret":"…"} or with both inside {@code key}. */
final class SentKey {
    private static final int LONGEST = 512;

    private SentKey() {}

    /** The key of these fields; 422 when it is missing, half of one, or has characters that no key has. */
    static Secret of(Fields fields, Provider provider) {
        if (provider == Provider.LIVEKIT) return pair(fields);
        if (fields.has("secret"))
            throw fields.refuse("secret", "unknown-field", "Only LiveKit's key has a name and a secret.");
        return plain(fields, "key");
    }

    private static Secret pair(Fields fields) {
        var inner = fields.raw("key") != null && fields.raw("key").isObject() ? fields.inner("key") : null;
        var from = inner == null ? fields : inner.only(java.util.Set.of("key", "secret"));
        var name = plain(from, "key").reveal();
        if (name.contains(":")) throw from.refuse("key", "bad-characters", "The name of a key has no colon.");
        return new KeyPair(name, plain(from, "secret")).asOne();
    }

    private static Secret plain(Fields fields, String name) {
        var key = Secret.of(fields.required(name, LONGEST));
        if (!isPlain(key)) throw fields.refuse(name, "bad-characters", "It has characters that no key has.");
        return key;
    }

    private static boolean isPlain(Secret key) {
        return key.reveal().chars().allMatch(c -> c > ' ' && c < 127 && c != '"' && c != '\'' && c != '#' && c != '\\');
    }
}
