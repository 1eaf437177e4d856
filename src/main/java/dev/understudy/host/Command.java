package dev.understudy.host;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One command for a host: exact arguments, what it reads, how long it may take. It holds no value of a key: these travel on
 * standard input only, because a host's arguments can be read by everyone on it.
 *
 * @param arguments the program and its arguments, each exactly as the program shall get it
 * @param stdin what it reads
 * @param timeout how long it may take; null for the configured time
 */
public record Command(
        List<String> arguments,
        Stdin stdin,
        @org.jspecify.annotations.Nullable Duration timeout) {
    /** Keeps its own copy of the arguments. */
    public Command {
        arguments = List.copyOf(arguments);
    }

    /** A command that reads nothing. */
    public static Command of(String... arguments) {
        return new Command(List.of(arguments), Stdin.NONE, null);
    }

    /** The same command with further arguments. */
    public Command with(String... more) {
        var all = new java.util.ArrayList<>(arguments);
        all.addAll(List.of(more));
        return new Command(all, stdin, timeout);
    }

    /** The same command, reading this. */
    public Command reading(Stdin input) {
        return new Command(arguments, input, timeout);
    }

    /** The same command, with a time of its own. */
    public Command within(Duration time) {
        return new Command(arguments, stdin, time);
    }

    /** As a POSIX login shell takes it: each argument in single quotes, so that nothing in it means anything to the shell. */
    public String line() {
        return arguments.stream().map(Command::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String argument) {
        return "'" + argument.replace("'", "'\\''") + "'";
    }
}
