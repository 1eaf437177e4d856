package dev.understudy.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.host.Command;
import dev.understudy.host.CommandResult;
import dev.understudy.host.GuardedScript;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A host by script: to commands with these words it gives these answers, one after the other, the last one for ever. Our own
 * scripts are words by their names: LOOK, LOCK and so on.
 */
final class Host {
    static final String OLD = "0".repeat(64);
    static final String NEXT = "1".repeat(64);
    private final Map<List<String>, Deque<Supplier<CommandResult>>> script = new LinkedHashMap<>();
    private int closed;
    private final List<String> ran = new ArrayList<>();

    Host on(String words, CommandResult... answers) {
        for (var answer : answers) add(words, () -> answer);
        return this;
    }

    /** One that is thrown. */
    Host on(String words, RuntimeException failure) {
        return add(words, () -> {
            throw failure;
        });
    }

    /** Forgets what was to be answered to this. */
    Host anew(String words) {
        script.remove(List.of(words.split(" ")));
        return this;
    }

    private Host add(String words, Supplier<CommandResult> answer) {
        script.computeIfAbsent(List.of(words.split(" ")), each -> new ArrayDeque<>())
                .add(answer);
        return this;
    }

    /** The commands so far that have these words. */
    long count(String words) {
        return ran.stream().filter(line -> has(line, List.of(words.split(" ")))).count();
    }

    /** How often a connection to it was closed. */
    int closed() {
        return closed;
    }

    dev.understudy.host.Host connection() {
        return new dev.understudy.host.Host() {
            @Override
            public CommandResult run(Command command) {
                return answer(command);
            }

            @Override
            public void close() {
                closed++;
            }
        };
    }

    private CommandResult answer(Command command) {
        var line = command.arguments().stream().map(Host::word).collect(Collectors.joining(" ", " ", " "));
        ran.add(line);
        for (var each : script.entrySet())
            if (has(line, each.getKey())) {
                var answers = each.getValue();
                return (answers.size() > 1 ? answers.remove() : answers.element()).get();
            }
        throw new AssertionError("nothing is said of" + line.substring(Math.max(0, line.length() - 200)));
    }

    private static String word(String argument) {
        return GuardedScript.of(argument).map(Enum::name).orElse(argument);
    }

    private static boolean has(String line, List<String> words) {
        return words.stream().allMatch(word -> line.contains(" " + word + " "));
    }

    static CommandResult good(String out) {
        return new CommandResult(0, null, out.getBytes(UTF_8), "", false);
    }

    static CommandResult bad(int exit, String err) {
        return new CommandResult(exit, null, new byte[0], err, false);
    }

    static CommandResult missing() {
        return bad(1, "Error response from daemon: No such container: x");
    }

    /** A container as Docker shows it; of what is not named the plainest. */
    static CommandResult container(String id, boolean isRunning, String... more) {
        var all = more.length > 0 ? more[0] : "";
        return good("""
                [{"Id":"%s","Name":"/avatar-backend","Image":"sha256:%s","RestartCount":0,%s
                "State":{"Running":%s,"StartedAt":"2026-01-01T00:00:00Z","ExitCode":0},
                "Config":{"Image":"backend","Env":["TAVUS_API_KEY=sandbox-unit-old"],"Labels":{}},
                "HostConfig":{"RestartPolicy":{"Name":"always"},"NetworkMode":"default"}}]""".formatted(id, "a".repeat(64), all, isRunning));
    }

    static CommandResult log(String... lines) {
        return good(String.join("\n", lines) + "\n");
    }
}
