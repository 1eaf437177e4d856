package dev.understudy.sandbox;

import dev.understudy.credential.Provider;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's {@code GET /v1/models}. SEEN: 401 {@code invalid_api_key}, which shows the key's ends; the missing scope, as 403 on
 * this path (as 401 on others), with code null; the sentence for no key. READ: the list.
 */
@Simulated
class FakeOpenAi implements KeyApi {
    private static final String MODELS = "/v1/models";
    private static final int SHOWN_FIRST = 8;
    private static final int SHOWN_LAST = 4;

    @Override
    public Provider provider() {
        return Provider.OPENAI;
    }

    @Override
    public @Nullable String key(HttpServletRequest request) {
        return KeyApi.token(request, "Bearer");
    }

    @Override
    public Reply missing() {
        return error(
                401,
                "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer"
                        + " auth (i.e. Authorization: Bearer YOUR_KEY), or as the password field (with blank username) if"
                        + " you're accessing the API from your browser and are prompted for a username and password. You"
                        + " can obtain an API key from https://platform.openai.com/account/api-keys.",
                "null");
    }

    @Override
    public Reply revoked(String key) {
        return error(
                401,
                "Incorrect API key provided: " + masked(key)
                        + ". You can find your API key at https://platform.openai.com/account/api-keys.",
                "\"invalid_api_key\"");
    }

    @Override
    public Optional<Reply> limited(String path) {
        var text =
                "You have insufficient permissions for this operation. Missing scopes: api.model.read. Check that you"
                        + " have the correct role in your organization (Reader, Writer, Owner) and project (Member, Owner), and"
                        + " if you're using a restricted API key, that it has the necessary scopes.";
        return path.equals(MODELS) ? Optional.of(error(403, text, "null")) : Optional.empty();
    }

    @Override
    public Optional<Reply> good(String path) {
        var body = "{\"object\":\"list\",\"data\":[{\"id\":\"gpt-4o-mini\",\"object\":\"model\",\"created\":1721172741,"
                + "\"owned_by\":\"system\"}]}";
        return path.equals(MODELS) ? Optional.of(Reply.json(200, body)) : Optional.empty();
    }

    private static Reply error(int status, String message, String code) {
        return Reply.json(
                status,
                "{\"error\":{\"message\":\"" + message
                        + "\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":" + code + "}}");
    }

    /** Its letters and digits only, as what comes from outside must not break the JSON. */
    private static String masked(String key) {
        var safe = key.replaceAll("[^A-Za-z0-9_-]", "");
        var hidden = safe.length() - SHOWN_FIRST - SHOWN_LAST;
        if (hidden <= 0) return "*".repeat(safe.length());
        return safe.substring(0, SHOWN_FIRST) + "*".repeat(hidden) + safe.substring(SHOWN_FIRST + hidden);
    }
}
