package dev.understudy.sandbox;

import java.nio.charset.StandardCharsets;

/**
 * An answer, byte for byte.
 *
 * @param status HTTP status
 * @param type the Content-Type, as it is sent
 * @param body the bytes
 */
record Reply(int status, String type, byte[] body) {
    static Reply text(int status, String type, String body) {
        return new Reply(status, type, body.getBytes(StandardCharsets.UTF_8));
    }

    static Reply json(int status, String body) {
        return text(status, "application/json", body);
    }
}
