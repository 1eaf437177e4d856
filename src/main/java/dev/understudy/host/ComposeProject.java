package dev.understudy.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A container's place in a compose project, as compose itself writes it on the container's labels.
 *
 * @param project its name
 * @param directory the project's folder
 * @param files its compose files, absolute
 * @param service the container's service
 * @param isPlugin whether {@code docker compose} is there; otherwise {@code docker-compose}
 * @param envFiles what was given as {@code --env-file}, absolute; empty for none, and then {@code .env} in the folder counts
 * @param replicas its service's containers; null before they were looked for
 */
public record ComposeProject(
        String project,
        String directory,
        List<String> files,
        String service,
        boolean isPlugin,
        List<String> envFiles,
        @Nullable Replicas replicas) {
    /** The label with the project's name: whatever has it was made by compose. */
    public static final String PROJECT = "com.docker.compose.project";
    /** The label with compose's own version. */
    public static final String VERSION = "com.docker.compose.version";
    /** The label of those that {@code compose run} made, with the value True. */
    public static final String ONE_OFF = "com.docker.compose.oneoff";
    /** The label with the hash of what compose made it of: with another one, {@code up} makes it anew. */
    public static final String HASH = "com.docker.compose.config-hash";
    /** The label with its number in the service. */
    public static final String NUMBER = "com.docker.compose.container-number";

    private static final String LABEL = "com.docker.compose.";
    private static final String THERE = "for f do [ -f \"$f\" ] || exit 76; done";
    private static final List<String> THERE_HEAD = List.of("sh", "-c", THERE, "rotation");

    /** Refuses what may not be part of a command. */
    @SuppressWarnings("NullAway") // what an older version wrote has no env files
    public ComposeProject {
        envFiles = Objects.requireNonNullElse(envFiles, List.of());
        Allowed.name(project);
        Allowed.path(directory);
        files.forEach(Allowed::path);
        envFiles.forEach(Allowed::path);
        Allowed.name(service);
    }

    /**
     * What the labels say, the likelier reading first; none when they do not tell all of it, or tell what may not be part of a
     * command. The older program writes paths as it was given them, and not the folder that it was called in (read in 1.29): without
     * {@code --project-directory} the first file lies in the project's folder; with it the call was mostly made there.
     */
    public static List<ComposeProject> readings(Map<String, String> labels) {
        var directory = labels.getOrDefault(LABEL + "project.working_dir", "");
        var first = paths(labels, "config_files").findFirst().orElse("");
        var inFolder = first.contains("/") && !first.startsWith("/") ? first.substring(0, first.lastIndexOf('/')) : "";
        return Stream.of(inFolder, "")
                .distinct()
                .flatMap(folder -> reading(labels, directory, folder))
                .toList();
    }

    private static Stream<ComposeProject> reading(Map<String, String> labels, String directory, String folder) {
        try {
            var files = paths(labels, "config_files")
                    .map(each -> absolute(directory, folder, each))
                    .toList();
            var envFiles = paths(labels, "environment_file")
                    .map(each -> absolute(directory, folder, each))
                    .toList();
            if (files.isEmpty()) return Stream.empty();
            var project = labels.getOrDefault(LABEL + "project", "");
            var service = labels.getOrDefault(LABEL + "service", "");
            return Stream.of(new ComposeProject(project, directory, files, service, true, envFiles, null));
        } catch (IllegalArgumentException e) {
            return Stream.empty();
        }
    }

    private static Stream<String> paths(Map<String, String> labels, String name) {
        return Arrays.stream(labels.getOrDefault(LABEL + "project." + name, "").split(","))
                .filter(each -> !each.isEmpty());
    }

    /** Seen from the folder of the call, {@code folder} is the project's directory. */
    private static String absolute(String directory, String folder, String path) {
        if (path.startsWith("/")) return path;
        if (!folder.isEmpty() && path.startsWith(folder + "/")) return directory + path.substring(folder.length());
        var isBelow = !folder.isEmpty() && directory.endsWith("/" + folder);
        var called = isBelow ? directory.substring(0, directory.length() - folder.length() - 1) : directory;
        return Path.of(called, path).normalize().toString();
    }

    /** The same, with the older program. */
    public ComposeProject withOlderProgram() {
        return new ComposeProject(project, directory, files, service, false, envFiles, replicas);
    }

    /** The same, with these containers. */
    public ComposeProject with(Replicas found) {
        return new ComposeProject(project, directory, files, service, isPlugin, envFiles, found);
    }

    /** Its version: shows that it is there. */
    public Command version() {
        return Command.of(program().toArray(String[]::new)).with("version", "--short");
    }

    /** Exit 76 when one of its files is not there. */
    public Command filesThere() {
        return Command.of(THERE_HEAD.toArray(String[]::new))
                .with(files.toArray(String[]::new))
                .with(envFiles.toArray(String[]::new));
    }

    /** Whether the words are those of {@link #filesThere}, for who plays a host: what follows the first four are the files. */
    public static boolean isFilesThere(List<String> words) {
        return words.size() > THERE_HEAD.size()
                && words.subList(0, THERE_HEAD.size()).equals(THERE_HEAD);
    }

    /** The full ids of its service's containers, running or not, a line each; without those that {@code compose run} made. */
    public Command containers() {
        return DockerCommands.labelled(
                List.of(LABEL + "project=" + project, LABEL + "service=" + service, ONE_OFF + "=False"));
    }

    /**
     * What compose makes of the project's files and env files now, as YAML; called as the first {@code up} was, but for the variables
     * of that shell. The answer is secret.
     */
    public Command config() {
        var config = call("config");
        return isPlugin ? config.with(service) : config;
    }

    /** A line with the service and the hash that compose would write on the label {@link #HASH}. */
    public Command hash() {
        return call("config").with("--hash=" + service);
    }

    private Command call(String command) {
        var arguments = new ArrayList<>(program());
        arguments.addAll(List.of("--project-name", project, "--project-directory", directory));
        envFiles.forEach(file -> arguments.addAll(List.of("--env-file", file)));
        files.forEach(file -> arguments.addAll(List.of("--file", file)));
        arguments.add(command);
        return Command.of(arguments.toArray(String[]::new));
    }

    private List<String> program() {
        return isPlugin ? List.of("docker", "compose") : List.of("docker-compose");
    }
}
