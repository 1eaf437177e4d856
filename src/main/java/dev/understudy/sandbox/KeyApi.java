package dev.understudy.sandbox;

import dev.understudy.credential.Provider;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of a provider's API that shows whether a key is good. Paths are the provider's own and begin with a slash. Each
 * simulator says how sure its answers are: READ in the provider's documentation, SEEN in somebody's log or recorded test, or
 * GUESSED.
 */
interface KeyApi {
    /** Whose it is. */
    Provider provider();

    /** The key that a request carries; null when it carries none. */
    @Nullable
    String key(HttpServletRequest request);

    /** Refused before the key is looked at; empty for most. */
    default Optional<Reply> objection(HttpServletRequest request) {
        return Optional.empty();
    }

    /** The answer as it looks in the version of the API that a request asks for. */
    default Reply inFormOf(HttpServletRequest request, Reply reply) {
        return reply;
    }

    /** There is no key. */
    Reply missing();

    /** The key is none, or was revoked. */
    Reply revoked(String key);

    /** The key lacks a permission for that question, or its account cannot pay for it; empty when there is no such question. */
    Optional<Reply> limited(String path);

    /** The key is good; empty when there is no such question. */
    Optional<Reply> good(String path);

    /** The token of a header {@code Authorization: <scheme> <token>}; null when there is none. */
    static @Nullable String token(HttpServletRequest request, String scheme) {
        var header = request.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, scheme + " ", 0, scheme.length() + 1)) return null;
        var token = header.substring(scheme.length() + 1).strip();
        return token.isEmpty() ? null : token;
    }
}
