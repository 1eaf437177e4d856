package dev.understudy.host;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container's place in a compose project, as compose itself writes it on the container's labels.
 *
 * @param project its name
 * @param directory the project's folder
 * @param files its compose files, absolute
 * @param service the container's service
 * @param isPlugin whether {@code docker compose} is there; otherwise {@code docker-compose}
 */
public record ComposeProject(String project, String directory, List<String> files, String service, boolean isPlugin) {
    private static final String LABEL = "com.docker.compose.";
    private static final String THERE = "for f do [ -f \"$f\" ] || exit 76; done";
    /** Without its output, which would end it when the connection is cut in the middle. */
    private static final String UP = "cd \"$1\" || exit 66; " + Guarded.FENCE + "shift 3; exec \"$@\" >/dev/null 2>&1";

    /** Refuses what may not be part of a command. */
    public ComposeProject {
        Allowed.name(project);
        Allowed.path(directory);
        files.forEach(Allowed::path);
        Allowed.name(service);
    }

    /** Read from labels; empty when they do not tell all of it, or tell what may not be part of a command. */
    public static Optional<ComposeProject> of(Map<String, String> labels) {
        try {
            var directory = labels.getOrDefault(LABEL + "project.working_dir", "");
            var files = labels.getOrDefault(LABEL + "project.config_files", "").split(",");
            return Optional.of(new ComposeProject(
                    labels.getOrDefault(LABEL + "project", ""),
                    directory,
                    Arrays.stream(files).map(file -> in(directory, file)).toList(),
                    labels.getOrDefault(LABEL + "service", ""),
                    true));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The older program writes a file that it found by itself as it is called in its folder (measured with 1.29). */
    private static String in(String directory, String file) {
        return file.isEmpty() || file.startsWith("/") ? file : directory + "/" + file;
    }

    /** The same, with the older program. */
    public ComposeProject withOlderProgram() {
        return new ComposeProject(project, directory, files, service, false);
    }

    /** Its version: shows that it is there. */
    public Command version() {
        return Command.of(program().toArray(String[]::new)).with("version", "--short");
    }

    /** Exit 76 when one of its files is not there. */
    public Command filesThere() {
        return Command.of("sh", "-c", THERE, "rotation").with(files.toArray(String[]::new));
    }

    /** Makes the container anew, and only this one; the old one may finish its jobs for so long, s. */
    public Command up(Workplace place, long finishSeconds) {
        var arguments = new ArrayList<>(program());
        arguments.addAll(List.of("--project-name", project, "--project-directory", directory));
        files.forEach(file -> arguments.addAll(List.of("--file", file)));
        arguments.addAll(List.of("up", "--detach", "--no-deps", "--no-build", "--force-recreate"));
        arguments.addAll(List.of("--timeout", Long.toString(finishSeconds), service));
        return Guarded.script(place, UP, arguments.toArray(String[]::new));
    }

    private List<String> program() {
        return isPlugin ? List.of("docker", "compose") : List.of("docker-compose");
    }
}
