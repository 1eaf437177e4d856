package dev.understudy.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/**
 * A request's path as it is routed: decoded, without dots, without parameters behind a semicolon. The address as it was sent
 * (getRequestURI) has many spellings for one route, so that a limit that is
 * chosen by it can be passed by: whoever lets in, refuses or limits by the path asks here.
 */
public final class RoutedPath {
    private static final List<String> ROUTES = List.of("/api/", "/livekit/", "/tavus/");

    private RoutedPath() {}

    /** The path, beginning with a slash; Tomcat has decoded and cleaned it before any filter sees it. */
    public static String of(HttpServletRequest request) {
        var below = request.getPathInfo();
        return request.getServletPath() + (below == null ? "" : below);
    }

    /** Whether it is one of Camel's, which all speak JSON and are answered only while the routes run. */
    static boolean isRoute(HttpServletRequest request) {
        var path = of(request);
        return ROUTES.stream().anyMatch(path::startsWith);
    }
}
