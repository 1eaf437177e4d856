package dev.understudy.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Checks signatures as the libraries of Standard Webhooks do: v1, HMAC-SHA256, not more than five minutes off. */
@Simulated
class AlertSignature {
    private static final String VERSION = "v1,";
    private static final long TOLERANCE_S = 300;
    private final byte[] key;
    private final Clock clock = Clock.systemUTC();

    AlertSignature(SandboxSettings settings) {
        key = Base64.getDecoder().decode(settings.alertSecret().reveal().substring("whsec_".length()));
    }

    /** True when one of the signatures is ours and the time is now. */
    boolean isGood(String id, HttpHeaders headers, byte[] body) {
        var time = headers.getFirst("webhook-timestamp");
        var signatures = headers.getFirst("webhook-signature");
        if (time == null || signatures == null || !isNow(time)) return false;
        var expected = expected(id + "." + time + ".", body);
        for (var each : signatures.split(" "))
            if (each.startsWith(VERSION) && MessageDigest.isEqual(expected, decoded(each))) return true;
        return false;
    }

    private boolean isNow(String time) {
        if (!time.matches("\\d{1,12}")) return false;
        return Math.abs(Instant.now(clock).getEpochSecond() - Long.parseLong(time)) <= TOLERANCE_S;
    }

    private byte[] expected(String before, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(before.getBytes(UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has HMAC-SHA256", e);
        }
    }

    private static byte @Nullable [] decoded(String signature) {
        try {
            return Base64.getDecoder().decode(signature.substring(VERSION.length()));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
