package dev.understudy.sandbox;

import dev.understudy.credential.Provider;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Cartesia's {@code GET /voices}. READ: errors are JSON since version 2026-03-01, where the code may be null, and a line of text,
 * {@code Title: Message}, before it. SEEN: the sentence for a missing version, and the 402 of a plan that does not pay for a call.
 * GUESSED: the words of the 401.
 */
@Simulated
class FakeCartesia implements KeyApi {
    private static final String VOICES = "/voices";
    private static final String JSON_SINCE = "2026-03-01";

    @Override
    public Provider provider() {
        return Provider.CARTESIA;
    }

    @Override
    public @Nullable String key(HttpServletRequest request) {
        var key = request.getHeader("X-API-Key");
        return key == null || key.isBlank() ? KeyApi.token(request, "Bearer") : key;
    }

    /** The header {@code Cartesia-Version} is never optional. */
    @Override
    public Optional<Reply> objection(HttpServletRequest request) {
        if (version(request).matches("\\d{4}-\\d{2}-\\d{2}")) return Optional.empty();
        return Optional.of(error(400, "null", "Bad Request", "Cartesia-Version header is required in YYYY-MM-DD form"));
    }

    @Override
    public Reply missing() {
        return revoked("");
    }

    @Override
    public Reply revoked(String key) {
        return error(401, "null", "Unauthorized", "Invalid API key");
    }

    @Override
    public Optional<Reply> limited(String path) {
        return path.equals(VOICES)
                ? Optional.of(error(
                        402,
                        "\"plan_upgrade_required\"",
                        "Feature not available",
                        "This feature is not available on the free tier, please upgrade your subscription."))
                : Optional.empty();
    }

    @Override
    public Optional<Reply> good(String path) {
        var body = "{\"data\":[{\"id\":\"" + UUID.randomUUID()
                + "\",\"name\":\"Sandbox\",\"language\":\"en\",\"is_public\":true}],\"has_more\":false}";
        return path.equals(VOICES) ? Optional.of(Reply.json(200, body)) : Optional.empty();
    }

    /** An older version's errors are a line of text. */
    @Override
    public Reply inFormOf(HttpServletRequest request, Reply reply) {
        if (reply.status() < 400 || version(request).compareTo(JSON_SINCE) >= 0) return reply;
        var text = new String(reply.body(), StandardCharsets.UTF_8)
                .replaceAll(".*\"title\":\"([^\"]*)\",\"message\":\"([^\"]*)\".*", "$1: $2");
        return Reply.text(reply.status(), "text/plain; charset=utf-8", text);
    }

    private static String version(HttpServletRequest request) {
        var version = request.getHeader("Cartesia-Version");
        return version == null ? "" : version;
    }

    private static Reply error(int status, String code, String title, String message) {
        return Reply.json(
                status,
                "{\"error_code\":" + code + ",\"title\":\"" + title + "\",\"message\":\"" + message
                        + "\",\"request_id\":\"" + UUID.randomUUID() + "\"}");
    }
}
