package dev.understudy.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.host.Backend;
import dev.understudy.fixtures.host.DockerHost;
import dev.understudy.fixtures.real.ChildProcess;
import dev.understudy.host.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long nobody is registered at LiveKit while a key is changed, by the workers' own log lines; {@code -Dgap.runs=3} for a table. */
@Tag("host")
class GapTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String START_S = "2";
    private static final String DRAIN_S = "1";
    private static final int RUNS = Integer.getInteger("gap.runs", 1);
    private static final String BY_HAND =
            "docker stop -t 60 \"$0\" && docker rm \"$0\" && docker run --detach --name \"$0\""
                    + " --env-file \"$1\" --restart unless-stopped --network \"$2\" \"$3\"";

    @TempDir
    Path folder;

    @Test
    void withOverlapSomebodyIsAlwaysThere() throws Exception {
        var rows = new ArrayList<String>();
        var overlap = new ArrayList<Duration>();
        try (var machine = DockerHost.start()) {
            var backend = machine.backend("avatar-gap", DockerHost.DEPLOY);
            try (var rotator =
                    new Rotator(machine, folder).on(DockerHost.DEPLOY, backend).start()) {
                overlap.addAll(rotated(machine, rotator, backend, false));
                rows.add(row("overlap", overlap));
                rows.add(row("stop-first", rotated(machine, rotator, backend, true)));
            }
            rows.add(row("docker stop && docker rm && docker run", byHand(machine, backend)));
        }
        var table = "Seconds without a registered worker; start " + START_S + " s, a job that takes " + DRAIN_S
                + " s more\n" + String.join("", rows);
        System.out.print(table);
        Files.createDirectories(Path.of("target", "host"));
        Files.writeString(Path.of("target", "host", "gaps.txt"), table);
        assertThat(rows).hasSize(3).allMatch(row -> row.split("\\|").length == RUNS + 2);
        assertThat(overlap).hasSize(RUNS).allMatch(gap -> gap.compareTo(Duration.ZERO) <= 0);
    }

    private static List<Duration> rotated(DockerHost machine, Rotator rotator, Backend backend, boolean exclusive) {
        fresh(machine, backend, "--label", "dev.understudy.exclusive=" + exclusive);
        var gaps = new ArrayList<Duration>();
        for (var i = 1; i <= RUNS; i++) {
            try (var old = machine.engine().follow(backend.name())) {
                var rotated = rotator.rotate("sandbox-good-" + exclusive + i);
                assertThat(rotated.state()).as(rotated.toString()).isEqualTo("done");
                assertThat(rotated.strategy()).isEqualTo(exclusive ? "stop-first" : "overlap");
                gaps.add(gap(old, backend));
            }
        }
        return gaps;
    }

    private static List<Duration> byHand(DockerHost machine, Backend backend) {
        fresh(machine, backend);
        var gaps = new ArrayList<Duration>();
        try (var host = machine.connect(DockerHost.DEPLOY)) {
            for (var i = 1; i <= RUNS; i++) {
                try (var old = machine.engine().follow(backend.name())) {
                    backend.write(Backend.env("sandbox-good-hand" + i, START_S, DRAIN_S));
                    var command = Command.of(
                            "sh",
                            "-c",
                            BY_HAND,
                            backend.name(),
                            backend.envFile() + "",
                            backend.network(),
                            backend.image());
                    assertThat(host.run(command).isGood()).isTrue();
                    gaps.add(gap(old, backend.registered()));
                }
            }
        }
        return gaps;
    }

    private static void fresh(DockerHost machine, Backend backend, String... options) {
        for (var each : backend.containers()) machine.engine().docker("rm", "--force", "--volumes", each.id());
        backend.write(Backend.env("sandbox-good-old", START_S, DRAIN_S))
                .run(options)
                .registered();
    }

    /** From the old worker's line that it drains to the new one's that it is registered. */
    private static Duration gap(ChildProcess old, Backend backend) {
        var gone = old.await("line of its end", PATIENCE, lines -> time(lines, "draining worker"));
        var there = time(backend.log().lines().toList(), "registered worker").orElseThrow();
        return Duration.between(gone, there);
    }

    private static Optional<OffsetDateTime> time(List<String> lines, String message) {
        return lines.stream()
                .filter(line -> line.contains("\"message\": \"" + message + "\""))
                .map(line -> line.replaceFirst(".*\"timestamp\": \"([^\"]+)\".*", "$1"))
                .map(OffsetDateTime::parse)
                .findFirst();
    }

    private static String row(String name, List<Duration> gaps) {
        var row = new StringBuilder("%-40s".formatted(name));
        for (var gap : gaps) {
            var seconds = gap.toMillis() / 1000.0;
            row.append(String.format(Locale.ROOT, "| %5.2f %-14s", Math.max(0, seconds), isOverlap(seconds)));
        }
        return row.append("|\n").toString();
    }

    private static String isOverlap(double seconds) {
        return seconds > 0 ? "" : String.format(Locale.ROOT, "(both %.2f s)", -seconds);
    }
}
