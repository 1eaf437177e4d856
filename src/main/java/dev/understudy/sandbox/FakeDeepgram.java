package dev.understudy.sandbox;

import dev.understudy.credential.Provider;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Deepgram's {@code GET /v1/auth/token}. SEEN: that this one call answers a bad key in plain text, where others have JSON with
 * {@code INVALID_AUTH}. READ: the code of the 403, its sentence is GUESSED; so is which details of a good key are told, and that
 * no key is answered as a bad one.
 */
@Simulated
class FakeDeepgram implements KeyApi {
    private static final String TOKEN = "/v1/auth/token";

    @Override
    public Provider provider() {
        return Provider.DEEPGRAM;
    }

    @Override
    public @Nullable String key(HttpServletRequest request) {
        return KeyApi.token(request, "Token");
    }

    @Override
    public Reply missing() {
        return revoked("");
    }

    @Override
    public Reply revoked(String key) {
        return Reply.text(401, "text/plain; charset=utf-8", "Invalid credentials.");
    }

    @Override
    public Optional<Reply> limited(String path) {
        var body =
                "{\"err_code\":\"INSUFFICIENT_PERMISSIONS\",\"err_msg\":\"Insufficient permissions.\",\"request_id\":\""
                        + UUID.randomUUID() + "\"}";
        return path.equals(TOKEN) ? Optional.of(Reply.json(403, body)) : Optional.empty();
    }

    @Override
    public Optional<Reply> good(String path) {
        var body = "{\"api_key_id\":\"" + UUID.randomUUID()
                + "\",\"scopes\":[\"member\"],\"created\":\"2026-01-01T00:00:00.000000Z\"}";
        return path.equals(TOKEN) ? Optional.of(Reply.json(200, body)) : Optional.empty();
    }
}
