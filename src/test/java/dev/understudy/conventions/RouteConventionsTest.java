package dev.understudy.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Routes can be traced, stopped and talked about by name, and hold no programs, no SQL and no secrets. */
class RouteConventionsTest {
    /** What a route may talk to by itself; anything else is a bean's work. */
    private static final Set<String> SCHEMES =
            Set.of("direct", "seda", "timer", "platform-http", "http", "https", "ssh", "smtp", "log");

    private static final Set<String> PROGRAMS = Set.of(
            "groovy",
            "javascript",
            "js",
            "joor",
            "java",
            "python",
            "mvel",
            "ognl",
            "spel",
            "xquery",
            "script",
            "language");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[?!]?([^}:]+)[^}]*}}");
    private static final Pattern SECRET = Pattern.compile(
            "(?i)\\{\\{[^}]*(key|secret|token|password)[^}]*}}|(authorization|x-api-key|api-?key|password)\"?\\s*:\\s*\\S");

    private final List<RouteFile> files = RouteFile.all();
    private final List<String> offences = new ArrayList<>();

    @Test
    void thereAreRoutes() {
        assertThat(files).extracting(RouteFile::word).contains("errors", "session", "avatar", "token", "webhook");
    }

    @Test
    void everyRouteBeginsWithItsFilesWordAndSaysWhatItDoes() {
        for (var file : files)
            for (var route : file.routes()) {
                if (!isConfiguration(route) && !belongs(route.id(), file))
                    offend(file, route.id() + " has another word");
                if ((route.isRoute() || route.isTemplate()) && !(route.body().get("description") instanceof String))
                    offend(file, route.id() + " has no description");
            }
        assertThat(offences).isEmpty();
    }

    @Test
    void everyStepHasAnIdThatNoOtherHas() {
        var ids = new HashSet<String>();
        for (var file : files)
            for (var route : file.routes()) {
                if (!ids.add(route.id())) offend(file, route.id() + " is there twice");
                for (var step : route.steps()) {
                    if (!step.has("id")) offend(file, route.id() + ": a " + step.kind() + " has no id");
                    else if (!belongs(step.get("id"), file)) offend(file, step.get("id") + " has another word");
                    else if (!ids.add(step.get("id"))) offend(file, step.get("id") + " is there twice");
                }
            }
        assertThat(offences).isEmpty();
    }

    @Test
    void aRouteIsCalledByItsOwnName() {
        for (var file : files)
            for (var route : file.routes())
                if (route.isRoute()
                        && isInternal(route.uri())
                        && !target(route.uri()).equals(route.id()))
                    offend(file, route.id() + " listens as " + route.uri());
        assertThat(offences).isEmpty();
    }

    @Test
    void whoeverIsCalledIsThere() {
        var names = new HashSet<String>();
        for (var file : files) for (var route : file.routes()) names.add(route.id());
        for (var file : files)
            for (var uri : uris(file))
                if (isInternal(uri) && !isThere(target(uri), names)) offend(file, uri + " leads nowhere");
        assertThat(offences).isEmpty();
    }

    @Test
    void callsAreAnsweredWithProblemsWhenTheyFail() {
        for (var file : files)
            for (var route : file.routes())
                if (route.uri().startsWith("platform-http:")
                        && !"api-errors".equals(route.body().get("routeConfigurationId")))
                    offend(file, route.id() + " answers a call without api-errors");
        assertThat(offences).isEmpty();
    }

    @Test
    void endpointsAreOfTheFewKindsThatRoutesMayUse() {
        for (var file : files)
            for (var uri : uris(file)) {
                var scheme = uri.replaceAll("[:?].*", "");
                if (!SCHEMES.contains(scheme)) offend(file, uri + " is a bean's work");
            }
        assertThat(offences).isEmpty();
    }

    @Test
    void noProgramsAreHiddenInRoutes() {
        for (var file : files)
            for (var route : file.routes())
                for (var step : route.steps())
                    for (var word : PROGRAMS)
                        if (step.kind().equals(word)
                                || step.has(word)
                                || step.languages().contains(word)) offend(file, step.get("id") + " uses " + word);
        assertThat(offences).isEmpty();
    }

    @Test
    void noSecretsAreInRoutes() {
        for (var file : files) SECRET.matcher(file.text()).results().forEach(hit -> offend(file, hit.group()));
        assertThat(offences).isEmpty();
    }

    @Test
    void everyPlaceholderIsASettingOfOurs() {
        var known = ConfigFile.APPLICATION.keys().keySet();
        for (var file : files)
            for (var key : placeholders(file.text()))
                if (!known.contains(key) && !file.parameters().containsKey(key)) offend(file, key + " is no setting");
        assertThat(offences).isEmpty();
    }

    /** The keys between double braces. */
    static Set<String> placeholders(String text) {
        var found = new HashSet<String>();
        PLACEHOLDER.matcher(text).results().forEach(hit -> found.add(hit.group(1)));
        return found;
    }

    private static List<String> uris(RouteFile file) {
        var found = new ArrayList<String>();
        for (var route : file.routes()) {
            if (route.isRoute() || route.isTemplate()) found.add(route.uri());
            for (var step : route.steps()) if (step.has("uri")) found.add(step.get("uri"));
        }
        return found.stream()
                .flatMap(uri -> ofTemplate(uri, file).stream())
                .map(RouteConventionsTest::resolved)
                .toList();
    }

    /** Each value that a template's parameter has stands for it once. */
    private static List<String> ofTemplate(String uri, RouteFile file) {
        for (var parameter : file.parameters().entrySet()) {
            var name = "{{" + parameter.getKey() + "}}";
            if (uri.contains(name))
                return parameter.getValue().stream()
                        .map(value -> uri.replace(name, value))
                        .toList();
        }
        return List.of(uri);
    }

    /** Where it is settled underway which of several is called, there has to be one at least. */
    private static boolean isThere(String target, Set<String> names) {
        var open = target.indexOf("${");
        return open < 0
                ? names.contains(target)
                : names.stream().anyMatch(name -> name.startsWith(target.substring(0, open)));
    }

    private static boolean isConfiguration(RouteFile.Route route) {
        return route.kind().equals("routeConfiguration");
    }

    /** A placeholder's default stands for it. */
    private static String resolved(String uri) {
        if (!uri.startsWith("{{")) return uri;
        return ConfigFile.APPLICATION.value(placeholders(uri).iterator().next());
    }

    private static boolean belongs(String id, RouteFile file) {
        return id.equals(file.word()) || id.startsWith(file.word() + "-");
    }

    private static boolean isInternal(String uri) {
        return uri.startsWith("direct:") || uri.startsWith("seda:");
    }

    private static String target(String uri) {
        return uri.replaceAll("^[a-z]+:(//)?", "").replaceAll("\\?.*", "");
    }

    private void offend(RouteFile file, String what) {
        offences.add("routes/" + file.word() + ": " + what);
    }
}
