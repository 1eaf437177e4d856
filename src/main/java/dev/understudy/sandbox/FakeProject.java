package dev.understudy.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** What the simulated compose makes of a project's files: of its services the environment, the rest as it stands there. */
final class FakeProject {
    private static final Pattern VARIABLE =
            Pattern.compile("\\$(?:(\\$)|\\{([A-Za-z_][A-Za-z0-9_]*)}|([A-Za-z_][A-Za-z0-9_]*))");

    private static final String ENVIRONMENT = "environment";
    private final HostFiles files;
    private final String directory;
    private final Map<String, String> given = new TreeMap<>();
    private final Map<String, Map<String, Object>> services = new TreeMap<>();

    /** A file is not there, or is none. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message, null, false, false);
        }
    }

    /** The shell wins over the env file, and that stands for the {@code .env} of the folder. */
    FakeProject(
            HostFiles files,
            String directory,
            List<String> composeFiles,
            List<String> envFiles,
            Map<String, String> shell) {
        this.files = files;
        this.directory = directory;
        if (envFiles.isEmpty()) files.file(directory + "/.env").ifPresent(file -> given.putAll(variables(file)));
        else given.putAll(variables(file(envFiles.get(0))));
        given.putAll(shell);
        for (var each : composeFiles) read(file(each));
    }

    Set<String> services() {
        return services.keySet();
    }

    /** All of a service but its environment. */
    Map<String, Object> definition(String service) {
        var definition = new TreeMap<>(service(service));
        definition.remove(ENVIRONMENT);
        return definition;
    }

    /** A service's environment: its env files', then its own; without a value where only a shell would have one that is not there. */
    Map<String, Optional<String>> environment(String service) {
        var environment = new LinkedHashMap<String, Optional<String>>();
        var definition = service(service);
        if (definition.get("env_file") instanceof String path)
            variables(file(path.startsWith("/") ? path : directory + "/" + path))
                    .forEach((name, value) -> environment.put(name, Optional.of(value)));
        if (definition.get(ENVIRONMENT) instanceof Map<?, ?> own)
            own.forEach((name, value) -> environment.put(name.toString(), value(name.toString(), value)));
        return environment;
    }

    private Optional<String> value(String name, @Nullable Object written) {
        return written == null ? Optional.ofNullable(given.get(name)) : Optional.of(expanded(written.toString()));
    }

    private String expanded(String text) {
        return VARIABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(expanded(found)));
    }

    private String expanded(java.util.regex.MatchResult found) {
        if (found.group(1) != null) return "$";
        return given.getOrDefault(found.group(2) == null ? found.group(3) : found.group(2), "");
    }

    private Map<String, Object> service(String name) {
        var found = services.get(name);
        if (found == null) throw new Unreadable("No such service: " + name);
        return found;
    }

    private HostFile file(String path) {
        return files.file(path).orElseThrow(() -> new Unreadable("Couldn't find env file: " + path));
    }

    /** A later file adds to what an earlier one says of a service. */
    private void read(HostFile file) {
        try {
            var root = new Yaml(new SafeConstructor(new LoaderOptions())).load(text(file));
            if (!(root instanceof Map<?, ?> all) || !(all.get("services") instanceof Map<?, ?> found))
                throw new Unreadable("Top level object needs to be a mapping with services");
            found.forEach((name, definition) -> add(name.toString(), definition));
        } catch (YAMLException e) {
            throw new Unreadable("yaml.scanner.ScannerError");
        }
    }

    private void add(String name, @Nullable Object definition) {
        var service = services.computeIfAbsent(name, each -> new TreeMap<>());
        if (!(definition instanceof Map<?, ?> said)) return;
        said.forEach((key, value) -> {
            var earlier = service.get(key.toString());
            if (earlier instanceof Map<?, ?> one && value instanceof Map<?, ?> other) {
                var both = new LinkedHashMap<Object, Object>(one);
                both.putAll(other);
                service.put(key.toString(), both);
            } else service.put(key.toString(), value);
        });
    }

    private static Map<String, String> variables(HostFile file) {
        var all = new LinkedHashMap<String, String>();
        text(file)
                .lines()
                .filter(line -> line.contains("=") && !line.startsWith("#"))
                .map(line -> line.split("=", 2))
                .forEach(parts -> all.put(parts[0], parts[1].replaceAll("^([\"'])(.*)\\1$", "$2")));
        return all;
    }

    private static String text(HostFile file) {
        return new String(file.bytes(), StandardCharsets.UTF_8);
    }
}
