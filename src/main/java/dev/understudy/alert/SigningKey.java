package dev.understudy.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.common.Secret;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A receiver's secret, as
 * <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard Webhooks</a>
 * has it: {@code whsec_} and the key in base64. It never shows itself.
 */
final class SigningKey {
    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private final byte[] key;

    private SigningKey(byte[] key) {
        this.key = key;
    }

    /**
     * The keys in a setting, blanks between them.
     *
     * @throws IllegalArgumentException when there is none or one cannot be read; without its value
     */
    static List<SigningKey> all(Secret setting) {
        return Arrays.stream(setting.reveal().split("\\s+")).map(SigningKey::of).toList();
    }

    private static SigningKey of(String text) {
        if (!text.startsWith(PREFIX)) throw unreadable();
        try {
            return new SigningKey(Base64.getDecoder().decode(text.substring(PREFIX.length())));
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }

    /** A signature, version 1: HMAC-SHA256 over id, time and body, in base64. */
    String sign(String id, long seconds, String body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            var digest = mac.doFinal((id + "." + seconds + "." + body).getBytes(UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has HMAC-SHA256", e);
        }
    }

    private static IllegalArgumentException unreadable() {
        return new IllegalArgumentException("a webhook's secret must be whsec_ and base64");
    }
}
