package dev.understudy.backend;

import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import dev.understudy.host.Command;
import dev.understudy.host.CommandResult;
import dev.understudy.host.Guarded;
import dev.understudy.host.Host;
import dev.understudy.rotation.Answers;
import dev.understudy.rotation.RotationSettings.Target;
import java.util.regex.Pattern;

/**
 * One connection to a backend's host.
 *
 * @param target what is worked on there
 * @param host the connection
 */
public record Visit(Target target, Host host) implements AutoCloseable {
    private static final Pattern OWNER = Pattern.compile("[a-z0-9]{1,40}");

    /** Runs a command; its end is good or not. */
    CommandResult run(Command command) {
        return host.run(command);
    }

    /** Runs a command that has to end well; what is wrong otherwise is a problem that names the host and no value. */
    CommandResult good(Command command, String what) {
        return good(host.run(command), what);
    }

    /** The same of a result. */
    CommandResult good(CommandResult result, String what) {
        if (result.isGood()) return result;
        throw meaning(result, what);
    }

    private Refused meaning(CommandResult result, String what) {
        return switch (result.exit() == null ? 0 : result.exit()) {
            case Guarded.NO_FOLDER, Guarded.NO_FILE ->
                Problem.of(
                                409,
                                "no-env-file",
                                "There is no env file",
                                target.envFile() + " is not on " + target.name() + ".")
                        .refused();
            case Guarded.NOT_OURS -> locked(result);
            case Guarded.BUSY ->
                Problem.of(503, "host-busy", "The host is busy", "Another command is still at work there: " + what)
                        .refused();
            default ->
                Problem.of(
                                502,
                                "host-command-failed",
                                "A command failed on the host",
                                target.name() + ", " + what + ": " + Answers.said(result))
                        .refused();
        };
    }

    /** The command that takes the lock says whose it is. */
    private Refused locked(CommandResult result) {
        var owner = result.err().strip();
        var known = OWNER.matcher(owner).matches() ? " (" + owner + ")" : "";
        return Problem.of(
                        409,
                        "host-locked",
                        "Somebody else works on the host",
                        "A rotation or another restart" + known + " holds " + target.name() + ".")
                .refused();
    }

    @Override
    public void close() {
        host.close();
    }

    @Override
    public String toString() {
        return "a visit to " + target.name();
    }
}
