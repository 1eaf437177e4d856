package dev.understudy.sandbox;

import dev.understudy.credential.Provider;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * ElevenLabs' {@code GET /v1/user}, {@code /v1/voices} and {@code /v1/models}; and speech, where alone a used-up quota shows.
 * SEEN: every refusal, all of them 401 and told apart by {@code detail.status}. READ: the user, shortened.
 */
@Simulated
class FakeElevenLabs implements KeyApi {
    private static final String SPEECH = "/v1/text-to-speech";
    private static final Map<String, String> PERMISSIONS =
            Map.of("/v1/user", "user_read", "/v1/voices", "voices_read", "/v1/models", "models_read");
    private static final String USER = "{\"user_id\":\"sandbox\",\"first_name\":\"Sandbox\",\"is_new_user\":false,"
            + "\"subscription\":{\"tier\":\"creator\",\"status\":\"active\",\"character_count\":1200,"
            + "\"character_limit\":100000,\"next_character_count_reset_unix\":1893456000}}";
    private static final Map<String, String> ANSWERS = Map.of(
            "/v1/user", USER,
            "/v1/voices", "{\"voices\":[{\"voice_id\":\"sandbox\",\"name\":\"Sandbox\",\"category\":\"premade\"}]}",
            "/v1/models", "[{\"model_id\":\"eleven_flash_v2_5\",\"can_do_text_to_speech\":true}]");

    @Override
    public Provider provider() {
        return Provider.ELEVENLABS;
    }

    @Override
    public @Nullable String key(HttpServletRequest request) {
        var key = request.getHeader("xi-api-key");
        return key == null || key.isBlank() ? KeyApi.token(request, "Bearer") : key;
    }

    @Override
    public Reply missing() {
        return refused(
                "needs_authorization", "Neither authorization header nor xi-api-key received, please provide one.");
    }

    @Override
    public Reply revoked(String key) {
        return refused("invalid_api_key", "Invalid API key");
    }

    @Override
    public Optional<Reply> limited(String path) {
        if (path.startsWith(SPEECH))
            return Optional.of(refused(
                    "quota_exceeded",
                    "This request exceeds your quota of 100000. You have 0 credits remaining, while 40 credits are"
                            + " required for this request."));
        return Optional.ofNullable(PERMISSIONS.get(path))
                .map(permission -> refused(
                        "missing_permissions",
                        "The API key you used is missing the permission " + permission
                                + " to execute this operation."));
    }

    @Override
    public Optional<Reply> good(String path) {
        if (path.startsWith(SPEECH)) return Optional.of(new Reply(200, "audio/mpeg", new byte[0]));
        return Optional.ofNullable(ANSWERS.get(path)).map(body -> Reply.json(200, body));
    }

    private static Reply refused(String status, String message) {
        return Reply.json(
                401,
                "{\"detail\":{\"type\":\"authentication_error\",\"code\":\"unauthorized\",\"message\":\"" + message
                        + "\",\"status\":\"" + status + "\",\"request_id\":\""
                        + UUID.randomUUID().toString().replace("-", "") + "\"}}");
    }
}
