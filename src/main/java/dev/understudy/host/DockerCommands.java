package dev.understudy.host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Docker's commands, as exact argument lists; nothing here runs anything. Those that change something are fenced. */
public final class DockerCommands {
    /** The label that says which rotation a container was made by. */
    public static final String LABEL = "dev.understudy.rotation";

    /** How many of a container's last lines are read. */
    public static final int LOG_LINES = 5_000;

    private static final String LOGS = "exec docker logs --since \"$1\" --tail \"$2\" \"$3\" 2>&1";
    private static final int LOG_ARGUMENTS = 4;

    private static final String COMPONENTS = "{{range .Server.Components}}{{.Name}} {{end}}";

    /** The last bytes of both streams, then how Docker's own end was: a pipe's is that of its last command. */
    private static final String TAIL =
            "{ timeout -k 5 30 docker logs --timestamps --tail \"$1\" \"$2\" 2>&1; printf '\\nexit %s\\n' \"$?\"; } | tail -c \"$3\"";

    private static final List<String> TAIL_HEAD = List.of("sh", "-c", TAIL, "backend");

    private final Workplace place;

    /** Works in the name of one rotation. */
    public DockerCommands(Workplace place) {
        this.place = place;
    }

    /** The engine's version: shows that Docker is there and lets us in. */
    public static Command version() {
        return Command.of("docker", "version", "--format", "{{.Server.Version}}");
    }

    /** What the engine is made of: "Engine containerd runc docker-init", or "Podman Engine …"; exit 1 where that is not told. */
    public static Command components() {
        return Command.of("docker", "version", "--format", COMPONENTS);
    }

    /** The same as {@link #inspect}, in the form of that version of the API; exit 1 also where the engine does not know it. */
    public static Command inspectAs(String api, String container) {
        return Command.of(
                "env", "DOCKER_API_VERSION=" + api, "docker", "container", "inspect", Allowed.name(container));
    }

    /** Everything about a container, as JSON; exit 1 when there is none. The answer is secret. */
    public static Command inspect(String container) {
        return Command.of("docker", "container", "inspect", Allowed.name(container));
    }

    /** Everything about an image, as JSON. */
    public static Command image(String image) {
        return Command.of("docker", "image", "inspect", Allowed.image(image));
    }

    /** The full ids of the containers that this rotation made, a line each. */
    public Command made() {
        return labelled(List.of(LABEL + "=" + place.rotation()));
    }

    /** The full ids of the containers, running or not, that have all these labels, each {@code name=value}, a line each. */
    static Command labelled(List<String> labels) {
        var command = new ArrayList<>(List.of("docker", "ps", "--all", "--quiet", "--no-trunc"));
        labels.forEach(label -> command.addAll(List.of("--filter", "label=" + label)));
        return Command.of(command.toArray(String[]::new));
    }

    /**
     * One request to the engine's API and its answer, as {@link EngineCall} writes and reads them. Both are secret. Limited on the
     * host too: should we vanish without a word, it would wait for us for hours, and hold the folder.
     */
    public Command engine(byte[] request) {
        return fenced("timeout", "-k", "5", "60", "docker", "system", "dial-stdio")
                .reading(Stdin.open(request));
    }

    /** Creates a container that was never there, from what is configured; its env file is the staged one. */
    public Command create(String name, FirstRun run) {
        var arguments = new ArrayList<>(List.of("docker", "create", "--name", Allowed.name(name)));
        arguments.addAll(List.of("--label", LABEL + "=" + place.rotation(), "--restart", "no"));
        arguments.addAll(List.of("--env-file", place.staged()));
        arguments.addAll(run.options());
        arguments.add(Allowed.image(run.image()));
        arguments.addAll(run.command());
        return fenced(arguments.toArray(String[]::new));
    }

    /** Starts it; good too when it runs. */
    public Command start(String container) {
        return fenced("docker", "start", Allowed.name(container));
    }

    /** Tells its first process something, TERM say, without waiting; exit 1 when it does not run. */
    public Command kill(String container, String signal) {
        if (!signal.matches("[A-Z0-9][A-Z0-9+-]{0,15}"))
            throw new IllegalArgumentException("\"" + signal + "\" is no signal");
        return fenced("docker", "kill", "--signal", signal, Allowed.name(container));
    }

    /** Tells it to end and waits as long as it was made for; good too when it does not run. */
    public Command end(String container) {
        return fenced("docker", "stop", Allowed.name(container));
    }

    /** Ends it at once; good too when it does not run. */
    public Command stop(String container) {
        return fenced("docker", "stop", "-t", "0", Allowed.name(container));
    }

    /** Ends it and starts it anew, as the engine does that by itself: its stop signal, so long a wait, KILL, start. */
    public Command startAnew(String container, Duration wait) {
        return fenced("docker", "restart", "-t", Long.toString(wait.toSeconds()), Allowed.name(container));
    }

    /** Sets the restart policy: no, always, unless-stopped, on-failure or on-failure:N. */
    public Command restart(String container, String policy) {
        if (!policy.matches("no|always|unless-stopped|on-failure(:[0-9]{1,9})?"))
            throw new IllegalArgumentException("\"" + policy + "\" is no restart policy");
        return fenced("docker", "update", "--restart", policy, Allowed.name(container));
    }

    /** Gives it another name; exit 1 when it has that name already, or another container has it. */
    public Command rename(String container, String name) {
        return fenced("docker", "rename", Allowed.name(container), Allowed.name(name));
    }

    /** Takes it out of a network; exit 1 when it is not in it. */
    public Command disconnect(String network, String container) {
        return fenced("docker", "network", "disconnect", Allowed.name(network), Allowed.name(container));
    }

    /** Removes it, running or not; good too when it is gone. Its anonymous volumes stay, the next one uses them. */
    public Command remove(String container) {
        return fenced("docker", "rm", "--force", Allowed.name(container));
    }

    /**
     * Its last lines, of both its streams in one, since a moment as Docker writes it (RFC 3339, with nanoseconds). A traceback goes
     * to standard error, what a worker logs mostly not. The moment had better be Created: a container's first lines come some
     * milliseconds before its StartedAt. May hold what a worker should not log.
     */
    public static Command logs(String container, String since) {
        if (!since.matches("[0-9TZ:.+-]{1,40}")) throw new IllegalArgumentException("\"" + since + "\" is no time");
        var lines = Integer.toString(LOG_LINES);
        return Command.of("sh", "-c", LOGS, "rotation", since, lines, Allowed.name(container));
    }

    /** Whether the words are those of {@link #logs}, for who plays a host: what follows are moment, lines and container. */
    public static boolean isLogs(List<String> words) {
        return words.size() == LOG_ARGUMENTS + LOG_ARGUMENTS - 1
                && words.subList(0, LOG_ARGUMENTS).equals(List.of("sh", "-c", LOGS, "rotation"));
    }

    /**
     * Its last lines, of both its streams in one, each with its moment before it, at most so many bytes; the last line is
     * {@code exit} and a number. May hold what a worker should not log.
     */
    public static Command tail(String container, int lines, int bytes) {
        var arguments = new ArrayList<>(TAIL_HEAD);
        arguments.addAll(List.of(Integer.toString(lines), Allowed.name(container), Integer.toString(bytes)));
        return new Command(arguments, Stdin.NONE, null);
    }

    /** Whether the words are those of {@link #tail}, for who plays a host: what follows are lines, container and bytes. */
    public static boolean isTail(List<String> words) {
        return words.size() == TAIL_HEAD.size() + 3
                && words.subList(0, TAIL_HEAD.size()).equals(TAIL_HEAD);
    }

    /** The environment as a process inside sees it; exit 126 or 127 when the image has no {@code env}. The answer is secret. */
    public static Command environment(String container) {
        return Command.of("docker", "exec", Allowed.name(container), "env");
    }

    /** A file as a process inside sees it; exit 126 or 127 when the image has no {@code cat}. The answer is secret. */
    public static Command contents(String container, String path) {
        return Command.of("docker", "exec", Allowed.name(container), "cat", Allowed.path(path));
    }

    private Command fenced(String... arguments) {
        return Guarded.fenced(place, Command.of(arguments));
    }
}
