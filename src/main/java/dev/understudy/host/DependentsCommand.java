package dev.understudy.host;

import java.util.List;

/** The command that tells which containers live in other containers' namespaces. */
public final class DependentsCommand {
    /** Of each container its id, name, whether it runs, when it ended, and whose namespaces it is in. */
    private static final String FORMAT = "{{.Id}}|{{.Name}}|{{.State.Running}}|{{.State.FinishedAt}}"
            + "|{{.HostConfig.NetworkMode}}|{{.HostConfig.PidMode}}|{{.HostConfig.IpcMode}}";

    /** One that goes away meanwhile makes the look at all exit 1, so the engine is asked once more whether it is there. */
    private static final String LOOK = "ids=$(docker ps --all --quiet --no-trunc) || exit; [ -n \"$ids\" ] || exit 0;"
            + " docker container inspect --format \"$1\" $ids | grep '|container:' | head -c 65536; exec docker ps --quiet >&2";

    private static final List<String> WORDS =
            List.of("timeout", "-k", "5", "60", "sh", "-c", LOOK, "dependents", FORMAT);

    private DependentsCommand() {}

    /**
     * All containers that are in another one's network, process or IPC namespace, a line each, its parts apart by {@code |}: id, name
     * with a slash before it, true or false for running, when it ended, and what it says of the three namespaces. Nothing secret.
     */
    public static Command all() {
        return new Command(WORDS, Stdin.NONE, null);
    }

    /** Whether the words are those of {@link #all}, for who plays a host. */
    public static boolean isAll(List<String> words) {
        return words.equals(WORDS);
    }
}
