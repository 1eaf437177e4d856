package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.fixtures.App;
import dev.understudy.fixtures.Operator;
import dev.understudy.fixtures.SeenSession;
import dev.understudy.fixtures.WorldControls;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Fifteen new sessions a second, LiveKit is killed and comes back, and people go on leaving: what they cost ends with them. */
@Tag("chaos")
class RestartUnderLoadTest {
    private static final int PER_SECOND = 15;
    private static final Duration TIME = Duration.ofSeconds(24);
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Duration GOAL = Duration.ofSeconds(5);
    private static final int LEAVERS = 150;
    private static final Duration APART = Duration.ofMillis(20_000 / LEAVERS);
    private static final App APP = App.start("--understudy.session.grace=" + GRACE.toMillis() + "ms");
    private static final WorldControls WORLD = new WorldControls(APP.port());
    private static final Operator OPERATOR = new Operator(APP, "sandbox");

    @AfterAll
    static void close() {
        APP.close();
    }

    @Test
    void whoLeavesInTheTwentySecondsAfterARestartHasTheConversationEndedWithinFiveSeconds() {
        var left = new LinkedHashMap<String, Instant>();
        var leaving = new CompletableFuture<Void>();
        var rooms = new SteadyLoad(WORLD, "restart", PER_SECOND, TIME).play(() -> {
            WORLD.fault("livekit", "restart");
            leaving.completeAsync(() -> {
                leave(left);
                return null;
            });
        });
        leaving.join();
        var waits = left.entrySet().stream()
                .map(RestartUnderLoadTest::untilItCostNothing)
                .sorted()
                .toList();
        System.out.printf(
                "LiveKit restarted under %d new sessions a second: of %d who left in the 20 s after it, the session ended after"
                        + " %.2f s (median), %.2f s (slowest), a grace of %.0f s included%n",
                PER_SECOND,
                waits.size(),
                seconds(waits.get(waits.size() / 2)),
                seconds(waits.get(waits.size() - 1)),
                seconds(GRACE));
        assertThat(waits).hasSize(LEAVERS).allMatch(wait -> wait.minus(GRACE).compareTo(GOAL) <= 0);
        rooms.stream().filter(room -> !left.containsKey(room)).forEach(room -> WORLD.leave(room, Scene.USER));
    }

    /** Those who came first go first. */
    private static void leave(Map<String, Instant> left) {
        for (var number = 0; number < LEAVERS; number++) {
            var room = "restart-" + number;
            await("a moment").pollDelay(APART).until(() -> true);
            await("left " + room).ignoreException(AssertionError.class).until(() -> {
                WORLD.leave(room, Scene.USER);
                return true;
            });
            left.put(room, Instant.now());
        }
    }

    private static Duration untilItCostNothing(Map.Entry<String, Instant> leaver) {
        var over = new ArrayList<SeenSession>();
        await("end of " + leaver.getKey()).atMost(Duration.ofMinutes(2)).until(() -> {
            over.clear();
            OPERATOR.session(leaver.getKey()).ifPresent(over::add);
            return !over.isEmpty() && !over.get(0).isOpen();
        });
        await("no conversation").until(() -> WORLD.active(over.get(0).id()) == 0);
        var ended = ends(over.get(0).story());
        return Duration.between(leaver.getValue(), ended.get(ended.size() - 1));
    }

    private static List<Instant> ends(List<SeenSession.Line> story) {
        return story.stream()
                .filter(line -> line.event().startsWith("ended: "))
                .map(SeenSession.Line::at)
                .toList();
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
