package dev.understudy.common;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A key or token that never shows itself: {@code toString()} gives its fingerprint only, and {@link #reveal()} is the one
 * way out, so that a search for {@code reveal(} audits every use. It does not serialise to JSON.
 */
public final class Secret {
    private static final int FINGERPRINT_HEX_DIGITS = 8;
    private final String value;
    private final String fingerprint;

    private Secret(String value) {
        this.value = value;
        fingerprint = HexFormat.of().formatHex(sha256(value)).substring(0, FINGERPRINT_HEX_DIGITS);
    }

    /** Wraps a value; surrounding white space (a file's last line break) is not part of a key. */
    public static Secret of(String value) {
        return new Secret(value.strip());
    }

    /** The value itself: only for signing, for comparing and for the header of a call. */
    public String reveal() {
        return value;
    }

    /** True when nothing was given. */
    public boolean isEmpty() {
        return value.isEmpty();
    }

    /** The first eight hex digits of its SHA-256: safe to show, enough to tell two keys apart. */
    public String fingerprint() {
        return fingerprint;
    }

    /** Compares in constant time, so that the answer's time tells nothing of the value. */
    public boolean matches(String other) {
        return MessageDigest.isEqual(sha256(value), sha256(other));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && matches(secret.value);
    }

    @Override
    public int hashCode() {
        return fingerprint.hashCode();
    }

    @Override
    public String toString() {
        return isEmpty() ? "[no secret]" : "[secret " + fingerprint + "]";
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
