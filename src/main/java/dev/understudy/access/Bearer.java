package dev.understudy.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Takes the token out of {@code Authorization: Bearer …}. */
public final class Bearer {
    private static final String SCHEME = "Bearer ";
    private static final int LONGEST = 8192;

    private Bearer() {}

    /** The token; null without one, with two headers, another scheme or an absurd length. */
    public static @Nullable String of(HttpServletRequest request) {
        var headers = Collections.list(request.getHeaders("Authorization"));
        if (headers.size() != 1) return null;
        var header = headers.get(0);
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || header.length() > LONGEST) return null;
        var token = header.substring(SCHEME.length()).strip();
        return token.isEmpty() ? null : token;
    }
}
