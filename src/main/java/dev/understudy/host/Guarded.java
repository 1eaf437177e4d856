package dev.understudy.host;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts commands behind the host's own guards: {@code flock} on the folder, so that they wait for an orphan of a connection that
 * was cut (facts: orphans run to their end), and, for those that change something, the check that the lock is still ours.
 */
public final class Guarded {
    /** Exit: the checksum line and the bytes that came do not fit. */
    public static final int TORN = 65;
    /** Exit: the folder is not there. */
    public static final int NO_FOLDER = 66;
    /** Exit: the lock is somebody else's. */
    public static final int NOT_OURS = 73;
    /** Exit: the env file is neither the old nor the new one. */
    public static final int EDITED = 74;
    /** Exit: another command held the folder for {@link #PATIENCE_S} seconds. */
    public static final int BUSY = 75;
    /** Exit: the file that it needs is not there. */
    public static final int NO_FILE = 76;

    /** How long a command waits for another one in the same folder, s. */
    public static final int PATIENCE_S = 30;

    /**
     * First line of scripts that change something; {@code $1} is the folder and {@code $3} the rotation. A look that was itself
     * stopped (killed, no process to be had) says nothing: try again.
     */
    static final String FENCE =
            "l=$(readlink .rot.lock) || { [ ! -L .rot.lock ] || exit 75; exit 73; }; [ \"$l\" = \"$3\" ] || exit 73; ";

    static final String RUN = "cd \"$1\" || exit 66; " + FENCE + "shift 3; exec \"$@\"";

    private Guarded() {}

    /** A command of Docker's, as long as the lock is ours. */
    static Command fenced(Workplace place, Command command) {
        var arguments = new ArrayList<>(script(place, RUN).arguments());
        arguments.addAll(command.arguments());
        return new Command(arguments, command.stdin(), command.timeout());
    }

    /** A script that gets folder, file name and rotation as {@code $1}, {@code $2} and {@code $3}, then the others. */
    static Command script(Workplace place, String script, String... others) {
        // "/." because flock makes a file of what is not there; so it ends with NO_FOLDER itself
        var folder = place.folder() + "/.";
        var arguments = new ArrayList<>(
                List.of("flock", "-w", Integer.toString(PATIENCE_S), "-E", Integer.toString(BUSY), folder));
        arguments.addAll(List.of("sh", "-c", script, "rotation", place.folder(), place.file(), place.rotation()));
        arguments.addAll(List.of(others));
        return new Command(arguments, Stdin.NONE, null);
    }
}
