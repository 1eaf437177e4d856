package dev.understudy.rotation;

import dev.understudy.host.Command;
import dev.understudy.host.CommandResult;
import dev.understudy.host.Guarded;
import dev.understudy.rotation.Setback.PersonNeeded;
import dev.understudy.rotation.Setback.StepFailed;
import dev.understudy.rotation.Setback.Unsure;
import java.util.regex.Pattern;

/** What a command's end means. Standard error may quote an env file, so of it only Docker's own sentences are told. */
public final class Answers {
    private static final Pattern DAEMON_AWAY = Pattern.compile(
            "Cannot connect to the Docker daemon|dial unix|error during connect|connection reset|unexpected EOF|: EOF|context canceled"
                    + "|connection refused|daemon is shutting down|broken pipe");
    private static final Pattern DAEMON_DAZED = Pattern.compile("id already in use|ttrpc: closed|transport is closing"
            // a newer client asks for the engine's version first, and does without when that is not answered
            + "|client version \\S+ is too new");

    /** What an engine says for ever of a container in whose start it was killed: another one with the same data can start. */
    private static final Pattern STUCK = Pattern.compile("task [0-9a-f]+: already exists");

    private static final int KILLED = 128;
    /** Of the program timeout. */
    private static final int TIMED_OUT = 124;

    private static final int LONGEST = 300;
    private static final String DISK_FULL = "No space left on device";

    private Answers() {}

    /** Runs it and gives its output, when it ended well; says what it means when it did not. */
    static String text(Work work, Command command, String what) {
        return good(work, command, what).text();
    }

    /** The same, with all of the result. */
    static CommandResult good(Work work, Command command, String what) {
        var result = work.run(command);
        if (result.isGood()) return result;
        throw meaning(result, what);
    }

    /** Runs it and gives the result, good or definitely not; an end that proves nothing is thrown. */
    static CommandResult sure(Work work, Command command, String what) {
        var result = work.run(command);
        if (!result.isGood() && isUnsure(result)) throw unsure(result, what);
        return result;
    }

    /** Whether it is not known what became of it: killed, made to wait too long, or the engine was away. */
    static boolean isUnsure(CommandResult result) {
        var exit = result.exit();
        return exit == null
                || exit > KILLED
                || exit == TIMED_OUT
                || exit == Guarded.BUSY
                || isDaemonAway(result)
                || isDaemonDazed(result);
    }

    static Unsure unsure(CommandResult result, String what) {
        var busy = result.exit() != null && result.exit() == Guarded.BUSY;
        return new Unsure(what + ": " + (busy ? "another command is still at work there" : said(result)), busy);
    }

    static boolean isDaemonAway(CommandResult result) {
        return DAEMON_AWAY.matcher(result.err()).find();
    }

    private static boolean isDaemonDazed(CommandResult result) {
        return DAEMON_DAZED.matcher(result.err()).find() || isStuck(result);
    }

    /** Whether that container can never be started again by this engine, because the engine was killed in its last start. */
    static boolean isStuck(CommandResult result) {
        return STUCK.matcher(result.err()).find();
    }

    /** Whether Docker says that there is no such container. */
    public static boolean isMissing(CommandResult result) {
        return result.err().contains("No such container");
    }

    static RuntimeException meaning(CommandResult result, String what) {
        if (isUnsure(result)) return unsure(result, what);
        var exit = result.exit() == null ? 0 : result.exit();
        return switch (exit) {
            case Guarded.TORN -> new Unsure(what + ": only a part of it came over");
            case Guarded.NOT_OURS ->
                new PersonNeeded(
                        "host-lock-lost",
                        "The host's lock is not ours any more",
                        "Somebody removed or replaced it: " + what);
            case Guarded.EDITED ->
                new PersonNeeded(
                        "env-file-edited",
                        "The env file was changed by somebody else",
                        "It is neither the old nor the new one, so nothing more was done to it.");
            default -> new StepFailed("step-failed", "A step failed on the host", what + ": " + said(result));
        };
    }

    /** Its end in a few words; of standard error what Docker itself says, or nothing. */
    public static String said(CommandResult result) {
        var end = result.exit() == null ? "ended by signal " + result.signal() : "exit " + result.exit();
        if (result.err().contains(DISK_FULL)) return end + ", " + DISK_FULL;
        return result.err()
                .lines()
                .filter(Answers::isHarmless)
                .findFirst()
                .map(line -> end + ", " + (line.length() > LONGEST ? line.substring(0, LONGEST) : line))
                .orElse(end);
    }

    private static boolean isHarmless(String line) {
        return (line.startsWith("Error response from daemon:")
                        || line.startsWith("Cannot connect to the Docker daemon")
                        || line.contains("permission denied while trying to connect"))
                && !line.contains("env");
    }
}
