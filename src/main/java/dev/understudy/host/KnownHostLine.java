package dev.understudy.host;

import dev.understudy.common.Letters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A line of OpenSSH's known_hosts (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT").
 *
 * @param marker {@code @revoked} or {@code @cert-authority}; empty for an ordinary line
 * @param names comma separated patterns, or one hashed name
 * @param type the key's type, ssh-ed25519 say
 * @param key the key in base64
 */
record KnownHostLine(String marker, String names, String type, String key) {
    private static final String HASHED = "|1|";

    /** Reads a line; nothing for an empty one, a comment, and what is no line of such a file. */
    static Optional<KnownHostLine> parse(String text) {
        var line = text.strip();
        if (line.isEmpty() || line.startsWith("#")) return Optional.empty();
        var parts = (line.startsWith("@") ? line : "- " + line).split("[ \t]+", 5);
        if (parts.length < 4) return Optional.empty();
        return Optional.of(new KnownHostLine(parts[0].equals("-") ? "" : parts[0], parts[1], parts[2], parts[3]));
    }

    /** Whether its key is a host's. */
    boolean isPlain() {
        return marker.isEmpty();
    }

    /** Whether its key is that of an authority, whose certificates are trusted. */
    boolean isAuthority() {
        return marker.equals("@cert-authority");
    }

    /** Whether its key must not be trusted. OpenSSH passes over a line with a marker that it does not know; we take it for the worst. */
    boolean isRevoked() {
        return !isPlain() && !isAuthority();
    }

    /** Whether it is about a host, whose name is written as in these files: {@code name}, or {@code [name]:port}. */
    boolean isOf(String host) {
        if (names.startsWith(HASHED)) return isHashOf(host);
        var patterns = Arrays.asList(names.split(","));
        return patterns.stream().anyMatch(each -> matches(each, host))
                && patterns.stream().noneMatch(each -> each.startsWith("!") && matches(each.substring(1), host));
    }

    /**
     * As OpenSSH does, with {@code *} and {@code ?}: of each letter of the pattern is known up to where it fits. A regular expression
     * tries all stars against each other instead, which makes a line of twenty of them a matter of hours.
     */
    private static boolean matches(String pattern, String host) {
        var fits = new BitSet(); // after so many letters of the host
        fits.set(0);
        for (var letter : Letters.small(pattern).toCharArray()) {
            if (fits.isEmpty()) return false;
            if (letter == '*') fits.set(fits.nextSetBit(0), host.length() + 1);
            else fits = further(fits, letter, host);
        }
        return fits.get(host.length());
    }

    private static BitSet further(BitSet fits, char letter, String host) {
        var further = new BitSet();
        fits.stream()
                .filter(at -> at < host.length() && (letter == '?' || letter == host.charAt(at)))
                .forEach(at -> further.set(at + 1));
        return further;
    }

    private boolean isHashOf(String host) {
        try {
            var parts = names.substring(HASHED.length()).split("\\|", 2);
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(parts[0]), "HmacSHA1"));
            var hash = mac.doFinal(host.getBytes(StandardCharsets.UTF_8));
            return parts.length == 2
                    && MessageDigest.isEqual(hash, Base64.getDecoder().decode(parts[1]));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return false; // no base64: no name at all
        }
    }
}
