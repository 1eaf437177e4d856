package dev.understudy.gateway;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/** The gateway's paths. */
final class GatewayPaths {
    private static final Pattern OURS = Pattern.compile("/tavus/+v2(/.*)?");
    private static final Pattern SLASHES = Pattern.compile("/{2,}");

    private GatewayPaths() {}

    /** Whether a request, or the one that an error page is for, is the gateway's. */
    static boolean cover(HttpServletRequest request) {
        var failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return OURS.matcher(failed instanceof String path ? path : request.getRequestURI())
                .matches();
    }

    /** The same with one slash wherever there are several. */
    static String single(String path) {
        return SLASHES.matcher(path).replaceAll("/");
    }
}
