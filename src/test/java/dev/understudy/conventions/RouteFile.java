package dev.understudy.conventions;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;

/**
 * One file of routes/, read as plain YAML.
 *
 * @param word the file's word: {@code session} for session.camel.yaml
 * @param text as it is written
 * @param routes its routes, and its route configurations
 */
record RouteFile(String word, String text, List<Route> routes) {
    private static final String ENDING = ".camel.yaml";

    /** All of them. */
    static List<RouteFile> all() {
        return Checkout.files().stream()
                .filter(file -> file.startsWith("routes") && file.toString().endsWith(ENDING))
                .map(RouteFile::read)
                .toList();
    }

    private static RouteFile read(Path file) {
        var name = file.getFileName().toString();
        var word = name.substring(0, name.length() - ENDING.length());
        var text = Checkout.text(file);
        var routes = new ArrayList<Route>();
        for (var entry : new Yaml().<List<Map<String, Object>>>load(text))
            entry.forEach((kind, body) -> routes.add(route(kind, asMap(body))));
        return new RouteFile(word, text, routes);
    }

    /** The route of a template lies one level deeper; one that is made of it has its name in another place. */
    private static Route route(String kind, Map<String, Object> body) {
        body.putAll(asMap(body.get("route")));
        if (body.containsKey("routeId")) body.put("id", body.get("routeId"));
        return new Route(kind, body);
    }

    /** The values that the parameters of templates have in this file, by name; without one it is known all the same. */
    Map<String, List<String>> parameters() {
        var found = new LinkedHashMap<String, List<String>>();
        for (var route : routes)
            for (var each : asList(route.body().get("parameters"))) {
                var parameter = asMap(each);
                var values = found.computeIfAbsent(String.valueOf(parameter.get("name")), name -> new ArrayList<>());
                if (parameter.containsKey("value")) values.add(String.valueOf(parameter.get("value")));
            }
        return found;
    }

    /**
     * A route, a route configuration, a template of routes, or a route that is made of one.
     *
     * @param kind {@code route}, {@code routeConfiguration}, {@code routeTemplate} or {@code templatedRoute}
     * @param body what stands below it
     */
    record Route(String kind, Map<String, Object> body) {
        String id() {
            return String.valueOf(body.get("id"));
        }

        boolean isRoute() {
            return kind.equals("route");
        }

        boolean isTemplate() {
            return kind.equals("routeTemplate");
        }

        Map<String, Object> from() {
            return asMap(body.get("from"));
        }

        String uri() {
            return String.valueOf(from().get("uri"));
        }

        /** Every step, however deep it lies, branches and handlers included. */
        List<Step> steps() {
            var found = new ArrayList<Step>();
            collect(body, found);
            collect(from(), found);
            return found;
        }
    }

    /**
     * A step, a branch or a handler.
     *
     * @param kind {@code to}, {@code bean}, {@code when}, {@code doCatch} …
     * @param body what stands below it; a step written as one text has it under {@code uri}
     */
    record Step(String kind, Map<String, Object> body) {
        boolean has(String key) {
            return body.containsKey(key);
        }

        String get(String key) {
            return String.valueOf(body.get(key));
        }

        /** In what it decides or computes something, when it does. */
        Set<String> languages() {
            return asMap(body.get("expression")).keySet();
        }
    }

    private static void collect(Map<String, Object> parent, List<Step> found) {
        for (var list : List.of("steps", "onException"))
            for (var step : asList(parent.get(list))) asMap(step).forEach((kind, body) -> add(kind, body, found));
        for (var list : List.of("when", "doCatch"))
            for (var branch : asList(parent.get(list))) add(list, branch, found);
        for (var one : List.of("otherwise", "doFinally", "onFallback"))
            if (parent.containsKey(one)) add(one, parent.get(one), found);
    }

    private static void add(String kind, Object body, List<Step> found) {
        var map = body instanceof Map ? asMap(body) : Map.<String, Object>of("uri", body);
        found.add(new Step(kind, map));
        collect(map, found);
    }

    private static List<?> asList(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static Map<String, Object> asMap(Object value) {
        var map = new LinkedHashMap<String, Object>();
        if (value instanceof Map<?, ?> there) there.forEach((key, each) -> map.put(String.valueOf(key), each));
        return map;
    }
}
