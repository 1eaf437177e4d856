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

/**
 * {@code kill -9} at any moment, also in the middle of starting: nothing is lost, nothing is there twice, nothing goes on. How
 * often: -Dcrash.kills, 1 by default, 200 in the profile chaos.
 */
class CrashTest {
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final int STARTING_PERCENT = 20;
    /** So many sessions that were not seen before it has to have had, where it became ready, before it is killed. */
    private static final int NEW_SESSIONS = 3;
    /** The world goes on at its own pace; these are how long the application waits for what does not come. */
    private static final String[] QUICK = {
        "--understudy.session.first-look=1s",
        "--understudy.session.no-job-after=2s",
        "--understudy.session.join-deadline=3s",
        "--understudy.session.grace=1s",
        "--understudy.session.no-user-after=5s",
        "--understudy.session.failed-retry=1s",
        "--understudy.session.failed-retry-max=2s",
        "--understudy.avatar.retry-after=1s",
        "--understudy.avatar.retry-max=2s",
        "--understudy.reconcile.interval=3s",
        "--understudy.reconcile.confirm=500",
        "--understudy.credential.check.interval=1h",
        "--camel.main.jmx-enabled=false"
    };

    private final long seed = Long.getLong("crash.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Set<String> seen = new TreeSet<>();

    @TempDir
    Path folder;

    @Test
    void killedItLosesNothing() throws Exception {
        killed(Integer.getInteger("crash.kills", 1), folder);
    }

    @Test
    @Tag("chaos")
    void killedTwoHundredTimesItLosesNothing() throws Exception {
        killed(Integer.getInteger("crash.kills", 200), Path.of("target", "chaos", "crash-" + seed));
    }

    private void killed(int times, Path where) throws Exception {
        System.out.println("crash.seed=" + seed);
        try (var production = new Production(where).arguments(QUICK).start()) {
            var crowd = new Crowd(production.worldPort(), seed);
            try (crowd) {
                crowd.begin();
                for (var i = 1; i <= times; i++) kill(production, i);
            }
            production.start();
            var ready = System.nanoTime();
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> assertThat(
                            Aftermath.wrong(production, seen))
                    .isEmpty());
            var calm = Duration.ofNanos(System.nanoTime() - ready).toSeconds();
            System.out.printf(
                    "%d kills, %d moves, %d sessions seen, calm %d s after the last start%n",
                    times, crowd.moves(), seen.size(), calm);
        }
        assertThat(integrity(where.resolve("app/data/understudy.db"))).isEqualTo("ok");
    }

    /** It runs until it has served somebody and for a while more, or not even until it is ready. */
    private void kill(Production production, int number) {
        if (number > 1 && random.nextInt(100) < STARTING_PERCENT) production.launch();
        else {
            if (number > 1) production.start();
            var before = seen.size();
            await("new sessions").atMost(PATIENCE).until(() -> sessions(production) >= before + NEW_SESSIONS);
        }
        var after = Duration.ofMillis(300 + random.nextInt(4_000));
        await().pollDelay(after).atMost(after.plus(PATIENCE)).until(() -> true);
        sessions(production);
        production.application().kill();
    }

    /** How many were seen in all, those that it knows now included. */
    private int sessions(Production production) {
        seen.addAll(Aftermath.known(production));
        return seen.size();
    }

    private static String integrity(Path store) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + store);
                var answer = connection.createStatement().executeQuery("pragma integrity_check")) {
            return answer.getString(1);
        }
    }
}
