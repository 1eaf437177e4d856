package dev.understudy.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Files of the simulated host that a container finds among its own. As Linux has it, the mount of a file goes on showing the file
 * that was there at the container's start, whatever takes its name later; the mount of a folder shows what is in it now.
 */
@Simulated
class MountedFiles {
    private static final String DOTENV = "/" + HostFiles.ENV;
    private final HostFiles files;

    MountedFiles(HostFiles files) {
        this.files = files;
    }

    /** The container starts: the files that are mounted are those of this moment. */
    void mount(FakeContainer container) {
        Map<String, HostFile> mounted = new LinkedHashMap<>();
        for (var bind : binds(container)) files.file(bind.source()).ifPresent(file -> mounted.put(bind.target(), file));
        container.mount(mounted);
    }

    /** The file of that path inside; empty when nothing is mounted there. */
    Optional<HostFile> file(FakeContainer container, String path) {
        var mounted = container.mounted().get(path);
        if (mounted != null) return Optional.of(mounted);
        return binds(container).stream()
                .filter(bind -> path.startsWith(bind.target() + "/"))
                .flatMap(bind ->
                        files.file(bind.source() + path.substring(bind.target().length())).stream())
                .findFirst();
    }

    /** A variable as a program has it that reads mounted env files by dotenv: what its environment lacks. Empty when it has none. */
    String variable(FakeContainer container, String name) {
        var given = container.spec().variable(name);
        if (!given.isEmpty()) return given;
        return binds(container).stream()
                .map(bind -> bind.target().endsWith(DOTENV) ? bind.target() : bind.target() + DOTENV)
                .flatMap(path -> file(container, path).stream())
                .flatMap(file -> dotenv(file, name).stream())
                .findFirst()
                .orElse("");
    }

    /** As dotenv reads plain lines: with or without export, blanks and quotes. */
    private static Optional<String> dotenv(HostFile file, String name) {
        var line = Pattern.compile("(?m)^\\s*(?:export\\s+)?" + Pattern.quote(name) + "\\s*=\\s*['\"]?([^'\"\\s]*)");
        var found = line.matcher(new String(file.bytes(), StandardCharsets.UTF_8));
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private record Bind(String source, String target) {}

    /** The deepest first: it hides what is mounted around it. */
    private static List<Bind> binds(FakeContainer container) {
        var binds = new ArrayList<Bind>();
        for (var each : container.spec().hostConfig().path("Binds")) {
            var parts = each.asText().split(":");
            if (parts.length > 1) binds.add(new Bind(parts[0], parts[1]));
        }
        binds.sort(Comparator.comparing((Bind bind) -> bind.target().length()).reversed());
        return binds;
    }
}
