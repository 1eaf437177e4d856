package dev.understudy.backend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.audit.Audit;
import dev.understudy.common.Node;
import dev.understudy.container.PublishedPorts;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.fixtures.Database;
import dev.understudy.fixtures.ManualClock;
import dev.understudy.fixtures.WorkerLogParts;
import dev.understudy.host.Command;
import dev.understudy.host.CommandResult;
import dev.understudy.host.GuardedScript;
import dev.understudy.host.Host;
import dev.understudy.rotation.RotationSettings;
import dev.understudy.rotation.RotationSettings.Target;
import dev.understudy.store.Dialect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One node's parts over a real database and a host by script, by a clock that a test moves. */
final class BackendParts {
    static final ObjectMapper JSON = new ObjectMapper();
    static final Target TARGET =
            new Target("one", "127.0.0.1", 22, "deploy", "avatar-backend", "/srv/avatar/.env", null);
    private static final BackendSettings SETTINGS =
            new BackendSettings(Duration.ofSeconds(10), 100_000, Duration.ofSeconds(1));

    final ManualClock clock;
    final Map<String, CommandResult> answers = new LinkedHashMap<>();
    final List<String> ran = new ArrayList<>();
    final Audit audit;
    final Actions actions;
    final Visits visits;
    final RestartRun run;
    final RestartEnd end;

    private BackendParts(Database database, String node, ManualClock clock) {
        this.clock = clock;
        var rotation = rotation(Map.of());
        audit = new Audit(database.jdbc(), clock);
        actions = new Actions(database.jdbc(), new Node(node), clock);
        visits = new Visits(address -> host(), rotation, JSON);
        run = new RestartRun(actions, visits, rotation, SETTINGS, WorkerLogParts.LOGS, clock);
        end = new RestartEnd(actions, new BackendDeeds(audit), visits, rotation, clock);
    }

    /** Those of the first node, the database emptied. */
    static BackendParts empty(Dialect dialect) {
        return new BackendParts(BothDatabases.Shared.empty(dialect), "node1", new ManualClock(1_900_000_000_000L));
    }

    /** Those of another node, or of the same one after it was killed. */
    static BackendParts of(String node, Dialect dialect, ManualClock clock) {
        return new BackendParts(BothDatabases.Shared.open(dialect), node, clock);
    }

    static RotationSettings rotation(Map<String, List<String>> variables) {
        var second = Duration.ofSeconds(1);
        return new RotationSettings(
                List.of(TARGET),
                variables,
                null,
                false,
                null,
                PublishedPorts.KEEP,
                RotationSettings.Env.CONTAINER,
                Duration.ofSeconds(60),
                second,
                second,
                second,
                Duration.ofMinutes(10),
                Duration.ofMinutes(2),
                second);
    }

    /** To commands that have this word it gives this answer. */
    BackendParts on(String word, CommandResult answer) {
        answers.put(word, answer);
        return this;
    }

    BackendParts on(String word, String answer) {
        return on(word, new CommandResult(0, null, answer.getBytes(UTF_8), "", false));
    }

    Visit visit() {
        return visits.to("one");
    }

    /** What is on record, the oldest first. */
    List<String> record() {
        var all = new ArrayList<>(audit.newest(100, null));
        java.util.Collections.reverse(all);
        return all.stream()
                .map(entry -> entry.deed().who() + " " + entry.deed().outcome())
                .toList();
    }

    /** A container as Docker shows it. */
    static String container(String startedAt, boolean isRunning, int restarts, String env) {
        return """
                [{"Id":"%s","Name":"/avatar-backend","Image":"sha256:1","RestartCount":%d,
                "State":{"Running":%s,"StartedAt":"%s","FinishedAt":"2026-01-01T00:00:00Z","ExitCode":3},
                "Config":{"Image":"backend","Env":[%s],"Labels":{}},
                "HostConfig":{"RestartPolicy":{"Name":"always"}}}]""".formatted("1".repeat(64), restarts, isRunning, startedAt, env);
    }

    static CommandResult bad(int exit, String err) {
        return new CommandResult(exit, null, new byte[0], err, false);
    }

    private Host host() {
        return new Host() {
            @Override
            public CommandResult run(Command command) {
                return answer(command);
            }

            @Override
            public void close() {}
        };
    }

    private CommandResult answer(Command command) {
        var words = command.arguments().stream()
                .map(word -> GuardedScript.of(word).map(Enum::name).orElse(word))
                .toList();
        ran.add(String.join(" ", words));
        return answers.entrySet().stream()
                .filter(each -> words.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing is said of " + words));
    }
}
