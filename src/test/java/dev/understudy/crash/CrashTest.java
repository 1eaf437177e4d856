package dev.understudy.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.fixtures.Production;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} at any moment, also in the middle of starting: nothing is lost, nothing is there twice, nothing goes on. */
class CrashTest {
    private static final Duration CALM = Duration.ofSeconds(150);
    private static final int STARTING_PERCENT = 20;
    private final long seed = Long.getLong("crash.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Set<String> seen = new TreeSet<>();

    @TempDir
    Path folder;

    @Test
    void killedFiveTimesItLosesNothing() throws Exception {
        killed(5, folder);
    }

    @Test
    @Tag("chaos")
    void killedTwoHundredTimesItLosesNothing() throws Exception {
        killed(Integer.getInteger("crash.kills", 200), Path.of("target", "chaos", "crash-" + seed));
    }

    private void killed(int times, Path where) throws Exception {
        System.out.println("crash.seed=" + seed);
        try (var production = new Production(where).start()) {
            var crowd = new Crowd(production.worldPort(), seed);
            try (crowd) {
                crowd.begin();
                for (var i = 1; i <= times; i++) kill(production, i);
            }
            production.start();
            var ready = System.nanoTime();
            await().atMost(CALM).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> assertThat(
                            Aftermath.wrong(production, seen))
                    .isEmpty());
            var calm = Duration.ofNanos(System.nanoTime() - ready).toSeconds();
            System.out.printf(
                    "%d kills, %d moves, %d sessions seen, calm %d s after the last start%n",
                    times, crowd.moves(), seen.size(), calm);
            assertThat(seen).hasSizeGreaterThan(times);
        }
        assertThat(integrity(where.resolve("app/data/understudy.db"))).isEqualTo("ok");
    }

    /** It runs for a while, or not even until it is ready. */
    private void kill(Production production, int number) {
        if (number > 1) {
            if (random.nextInt(100) < STARTING_PERCENT) production.launch();
            else production.start();
        }
        var after = 300 + random.nextInt(4_000);
        await().pollDelay(Duration.ofMillis(after))
                .atMost(Duration.ofMillis(after + 60_000))
                .until(() -> true);
        seen.addAll(Aftermath.known(production));
        production.application().kill();
    }

    private static String integrity(Path store) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + store);
                var answer = connection.createStatement().executeQuery("pragma integrity_check")) {
            return answer.getString(1);
        }
    }
}
