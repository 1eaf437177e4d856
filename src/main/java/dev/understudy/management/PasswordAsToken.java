package dev.understudy.management;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.Enumeration;

/** A request whose {@code Basic} password reads as a bearer token; the user's name does not matter. */
class PasswordAsToken extends HttpServletRequestWrapper {
    private static final String HEADER = "Authorization";
    private static final String BASIC = "Basic ";
    private static final int LONGEST = 8192;

    PasswordAsToken(HttpServletRequest request) {
        super(request);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        if (!HEADER.equalsIgnoreCase(name)) return super.getHeaders(name);
        var values = Collections.list(super.getHeaders(name));
        return Collections.enumeration(
                values.stream().map(PasswordAsToken::bearer).toList());
    }

    private static String bearer(String header) {
        if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length()) || header.length() > LONGEST) return header;
        try {
            var bytes =
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
            var pair = new String(bytes, StandardCharsets.UTF_8).split(":", 2);
            return pair.length < 2 ? header : "Bearer " + pair[1];
        } catch (IllegalArgumentException e) {
            return header;
        }
    }
}
