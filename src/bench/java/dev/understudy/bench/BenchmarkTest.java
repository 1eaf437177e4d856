package dev.understudy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code mvn -Pbench verify}: how fast, how small. Everything is kept under {@code target/bench/}. With
 * {@code -Dbench.strict=true} a goal that is not reached fails the build; {@code -Dbench.parts=startup,contest,store} chooses.
 */
@Tag("bench")
class BenchmarkTest {
    private static final Path JAR = Path.of("target/understudy.jar");
    private final String parts = System.getProperty("bench.parts", "startup,contest,store");

    @Test
    void theFlowIsMeasuredAgainstTheSameFlowByHand() throws Exception {
        var root = Files.createDirectories(Path.of("target/bench")).toAbsolutePath();
        var packages = new Packages(root);
        var ours = packages.understudy(JAR);
        var lib = ours.resolveSibling("lib");
        try (var report = new Report(root.resolve("report.txt"))) {
            Machine.tell(report);
            if (parts.contains("startup")) new Startup(root, ours, packages.bareWeb(lib), report).run(3);
            if (parts.contains("contest")) contest(root, ours, packages.byHand(lib), report);
            if (parts.contains("store")) store(root, ours, report);
            report.line("");
            report.line(report.missed().isEmpty() ? "all goals reached" : "missed: " + report.missed());
            if (Boolean.getBoolean("bench.strict")) assertThat(report.missed()).isEmpty();
        }
    }

    private static void contest(Path root, Path ours, Path byHand, Report report) throws Exception {
        try (var us = Contestant.understudy(root, ours, List.of());
                var hand = Contestant.byHand(root, byHand, ours)) {
            new Contest(us, hand, report, Contest.Size.given()).run();
        }
    }

    private static void store(Path root, Path ours, Report report) throws Exception {
        try (var us = Contestant.understudy(root, ours, List.of("--understudy.reconcile.interval=1h"))) {
            new FullStore(us, report).run(Contest.Size.given().seconds() * 0.75);
        }
    }
}
