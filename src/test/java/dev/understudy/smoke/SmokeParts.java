package dev.understudy.smoke;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.common.Node;
import dev.understudy.common.Secret;
import dev.understudy.fixtures.Database;
import dev.understudy.fixtures.ManualClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pieces of a smoke check for tests of one of them. */
final class SmokeParts {
    static final long LEASE_MS = 60_000;

    private SmokeParts() {}

    static SmokeSettings settings(List<String> command, @Nullable String site) {
        var second = Duration.ofSeconds(1);
        return new SmokeSettings(
                Duration.ZERO,
                second,
                URI.create("http://127.0.0.1:9"),
                second,
                "understudy-smoke-",
                command,
                SmokeSettings.Tavus.CONVERSATION,
                site == null ? null : Secret.of(site),
                Duration.ofMillis(10),
                Duration.ofMillis(LEASE_MS),
                new SmokeSettings.Deadlines(second, second, second, second, second, second, second, second, second));
    }

    static SmokeRuns runs(Database database, ManualClock clock, String node) {
        return new SmokeRuns(database.jdbc(), new ObjectMapper(), new Node(node), clock);
    }

    static SmokeRun run(String id, long at) {
        return new SmokeRun(id, RunState.RUNNING, "a test", "understudy-smoke-" + id, "", List.of(), at);
    }
}
