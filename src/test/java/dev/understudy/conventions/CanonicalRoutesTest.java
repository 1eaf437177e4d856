package dev.understudy.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * Routes are written in the canonical form of Camel's YAML DSL, the only one that is left when the compact notation goes: nothing
 * is said in a short way, and each thing stands in the one place that Camel's canonical schema has for it.
 */
class CanonicalRoutesTest {
    private static final Set<String> ENTRIES = Set.of("route", "routeConfiguration", "routeTemplate", "templatedRoute");
    private static final Set<String> LANGUAGES = Set.of("simple", "constant");
    /** Below which a language stands. */
    private static final Set<String> EXPRESSIONS = Set.of("expression", "handled", "continued", "onWhen", "retryWhile");
    /** What does nothing without an expression. */
    private static final Set<String> DECIDING =
            Set.of("filter", "when", "split", "loop", "delay", "setProperty", "setHeader", "setBody", "transform");

    private final List<String> offences = new ArrayList<>();

    @Test
    void everyRouteIsWrittenInTheCanonicalForm() {
        for (var file : RouteFile.all())
            for (var entry : new Yaml().<List<Map<String, Object>>>load(file.text()))
                entry.forEach((key, value) -> {
                    if (!ENTRIES.contains(key)) offend(file.word(), key + " stands at the top");
                    look(file.word() + " " + idOf(value), key, value);
                });
        assertThat(offences).isEmpty();
    }

    @Test
    void theCompactNotationIsFound() {
        var compact = """
                steps:
                  - log: hello
                  - to: { uri: "seda:elsewhere?size=1" }
                  - onException: { id: misplaced }
                  - filter: { simple: "${body}" }
                  - setBody: { expression: { simple: "${body}" } }
                  - split: { expression: { jsonpath: { expression: "$.rooms" } } }
                  - choice: { when: [ { constant: "true" } ] }
                """;
        look("here", "from", new Yaml().<Object>load(compact));
        assertThat(offences)
                .containsExactly(
                        "here: log is a text",
                        "here: seda:elsewhere?size=1 has its parameters inside",
                        "here: onException is no step",
                        "here: filter has no expression",
                        "here: simple is not a language with its expression",
                        "here: jsonpath is not a language with its expression",
                        "here: when has no expression");
    }

    private void look(String where, String key, Object value) {
        if (value instanceof List<?> list)
            for (var each : list) {
                if (key.equals("steps")) lookAtStep(where, each);
                look(where, key.equals("steps") ? "step" : key, each);
            }
        if (!(value instanceof Map<?, ?> map)) return;
        if (EXPRESSIONS.contains(key)) lookAtExpression(where, map);
        if (DECIDING.contains(key) && !(map.get("expression") instanceof Map))
            offend(where, key + " has no expression");
        if (map.get("uri") instanceof String uri && uri.contains("?"))
            offend(where, uri + " has its parameters inside");
        map.forEach((inner, each) -> look(where, String.valueOf(inner), each));
    }

    private void lookAtStep(String where, Object step) {
        if (!(step instanceof Map<?, ?> map)) offend(where, step + " is a text");
        else
            map.forEach((kind, body) -> {
                if (!(body instanceof Map)) offend(where, kind + " is a text");
                if (kind.equals("onException")) offend(where, kind + " is no step");
            });
    }

    private void lookAtExpression(String where, Map<?, ?> expression) {
        expression.forEach((language, body) -> {
            if (!LANGUAGES.contains(language) || !(body instanceof Map<?, ?> map) || !map.containsKey("expression"))
                offend(where, language + " is not a language with its expression");
        });
    }

    private static Object idOf(Object body) {
        return body instanceof Map<?, ?> map ? map.get(map.containsKey("routeId") ? "routeId" : "id") : body;
    }

    private void offend(String where, String what) {
        offences.add(where + ": " + what);
    }
}
