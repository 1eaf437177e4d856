package dev.understudy.avatar;

import dev.understudy.common.Secret;
import dev.understudy.livekit.LiveKitKeys;
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

    /** Derives from the current LiveKit key. */
    public Callbacks(LiveKitKeys keys, Conversations conversations, TavusSettings settings) {
        this.keys = keys;
        this.conversations = conversations;
        this.settings = settings;
    }

    /** The address; null when we have no public one. */
    public @Nullable String address() {
        var url = settings.publicUrl();
        if (url == null || url.toString().isBlank()) return null;
        return url.toString().replaceFirst("/$", "") + "/tavus/callback/" + secret().reveal();
    }

    /** Whether it is the right one, compared in constant time. */
    public boolean isOurs(String secret) {
        return secret().matches(secret);
    }

    private Secret secret() {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(bytes(keys.current().secret().reveal()), HMAC));
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
