package dev.understudy.avatar;

import dev.understudy.common.Secret;
import dev.understudy.livekit.LiveKitKeys;
import dev.understudy.livekit.LiveKitKeys.LiveKitKey;
import dev.understudy.tavus.TavusSettings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tavus signs nothing, so its callbacks come to an address that nobody can guess: made from the LiveKit secret, stored nowhere,
 * the same on all nodes.
 */
@Component
public class Callbacks {
    private static final String HMAC = "HmacSHA256";
    private static final int SECRET_HEX_DIGITS = 32;
    private final LiveKitKeys keys;
    private final Conversations conversations;
    private final TavusSettings settings;

    /** Derives from the LiveKit keys. */
    public Callbacks(LiveKitKeys keys, Conversations conversations, TavusSettings settings) {
        this.keys = keys;
        this.conversations = conversations;
        this.settings = settings;
    }

    /** The address; null when we have no public one. */
    public @Nullable String address() {
        var url = settings.publicUrl();
        if (url == null || url.toString().isBlank()) return null;
        return url.toString().replaceFirst("/$", "") + "/tavus/callback/"
                + secret(keys.current()).reveal();
    }

    /** Whether it is made from one of our keys, compared in constant time: Tavus goes on calling while a key is changed. */
    public boolean isOurs(String secret) {
        return keys.all().stream().filter(key -> !key.secret().isEmpty()).anyMatch(key -> secret(key)
                .matches(secret));
    }

    private Secret secret(LiveKitKey key) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(bytes(key.secret().reveal()), HMAC));
            var digest = mac.doFinal(bytes("tavus-callback-" + conversations.installation()));
            return Secret.of(HexFormat.of().formatHex(digest).substring(0, SECRET_HEX_DIGITS));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has " + HMAC, e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
