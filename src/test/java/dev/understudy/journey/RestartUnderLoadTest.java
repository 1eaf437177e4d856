package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.fixtures.Http;
import dev.understudy.fixtures.Production;
import dev.understudy.fixtures.WorldControls;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fifteen new sessions a second, LiveKit is killed and comes back, and people go on leaving: what they cost ends with them. The
 * application has a process of its own and has served some users before, as one has that a night like that happens to.
 */
@Tag("chaos")
class RestartUnderLoadTest {
    private static final int PER_SECOND = Integer.getInteger("restart.per-second", 15);
    private static final Duration TIME = Duration.ofSeconds(24);
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Duration GOAL = Duration.ofSeconds(5);
    private static final int LEAVERS = 10 * PER_SECOND;
    private static final Duration APART = Duration.ofMillis(20_000 / LEAVERS);
    private static final Duration NEVER = Duration.ofDays(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void whoLeavesInTheTwentySecondsAfterARestartHasTheConversationEndedWithinFiveSeconds() {
        try (var production = new Production(folder)
                .arguments(
                        "--understudy.session.grace=" + GRACE.toMillis() + "ms",
                        "--understudy.limits.conversations=none",
                        "--understudy.limits.conversations-per-hour=none")
                .jvm("-Xmx1g")
                .start()) {
            var world = new WorldControls(production.worldPort());
            warmUp(production, world);
            var left = playAndLeave(world);
            var byRoom = waits(production, left);
            tellTheSlowest(production, byRoom, left);
            var waits = byRoom.values().stream().sorted().toList();
            System.out.printf(
                    "LiveKit restarted under %d new sessions a second: of %d who left in the 20 s after it %d had a conversation;"
                            + " it ended after %.2f s (median), %.2f s (p95), %.2f s (slowest), a grace of %.0f s included%n",
                    PER_SECOND,
                    left.size(),
                    waits.size(),
                    seconds(waits.get(waits.size() / 2)),
                    seconds(waits.get(waits.size() * 95 / 100)),
                    seconds(waits.get(waits.size() - 1)),
                    seconds(GRACE));
            assertThat(left).hasSize(LEAVERS);
            assertThat(waits)
                    .hasSizeGreaterThan(LEAVERS / 2)
                    .allMatch(wait -> wait.minus(GRACE).compareTo(GOAL) <= 0);
        }
    }

    private static void warmUp(Production production, WorldControls world) {
        new SteadyLoad(world, "before", PER_SECOND / 2, TIME.multipliedBy(2))
                .play(() -> {})
                .forEach(room -> world.leave(room, Scene.USER));
        var conversations = new Http(production.worldPort(), "sandbox");
        await("calm")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> read(conversations.get("/sandbox/conversations")).findValuesAsText("status").stream()
                        .noneMatch("active"::equals));
    }

    private static Map<String, Instant> playAndLeave(WorldControls world) {
        var left = new LinkedHashMap<String, Instant>();
        var leaving = new CompletableFuture<Void>();
        new SteadyLoad(world, "restart", PER_SECOND, TIME).play(() -> {
            world.fault("livekit", "restart");
            leaving.completeAsync(() -> {
                leave(world, left);
                return null;
            });
        });
        leaving.join();
        return left;
    }

    /** Those who came first go first. */
    private static void leave(WorldControls world, Map<String, Instant> left) {
        for (var number = 0; number < LEAVERS; number++) {
            var room = "restart-" + number;
            await("a moment").pollDelay(APART).until(() -> true);
            await("left " + room).ignoreException(AssertionError.class).until(() -> {
                world.leave(room, Scene.USER);
                return true;
            });
            left.put(room, Instant.now());
        }
    }

    /** From leaving to the end of the last conversation, for each who had one: who came and went unserved cost nothing. */
    private static Map<String, Duration> waits(Production production, Map<String, Instant> left) {
        var operator = new Http(production.port(), "operator-of-the-test");
        var world = new Http(production.worldPort(), "sandbox");
        await("everything over")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> left.keySet().stream().noneMatch(room -> isOpen(operator, room)));
        await("every conversation over").atMost(Duration.ofMinutes(1)).until(() -> !ended(world, operator, left)
                .containsValue(NEVER));
        return ended(world, operator, left);
    }

    private static void tellTheSlowest(Production production, Map<String, Duration> waits, Map<String, Instant> left) {
        var operator = new Http(production.port(), "operator-of-the-test");
        waits.entrySet().stream()
                .sorted(Map.Entry.<String, Duration>comparingByValue().reversed())
                .limit(4)
                .forEach(slow -> {
                    var room = slow.getKey();
                    System.out.println(room + " left at " + left.get(room) + ", over after " + slow.getValue());
                    for (var session :
                            read(operator.get("/api/sessions?room=" + room)).path("sessions"))
                        for (var line : read(operator.get(
                                        "/api/sessions/" + session.path("id").asText()))
                                .path("timeline"))
                            System.out.println("    " + line.path("at").asText() + " "
                                    + line.path("state").asText() + " "
                                    + line.path("event").asText());
                });
    }

    private static boolean isOpen(Http operator, String room) {
        for (var session : read(operator.get("/api/sessions?room=" + room)).path("sessions"))
            if (!List.of("ENDED", "FAILED").contains(session.path("state").asText())) return true;
        return false;
    }

    private static Map<String, Duration> ended(Http world, Http operator, Map<String, Instant> left) {
        var ends = new HashMap<String, Instant>();
        for (var conversation : read(world.get("/sandbox/conversations"))) {
            var over = conversation.path("status").asText().equals("ended");
            var at = over ? Instant.parse(conversation.path("updated_at").asText()) : Instant.MAX;
            var name = conversation.path("conversation_name").asText().split("-");
            var session = name[name.length - 2];
            ends.merge(session, at, (one, other) -> one.isAfter(other) ? one : other);
        }
        var waits = new LinkedHashMap<String, Duration>();
        left.forEach((room, at) -> {
            for (var session : read(operator.get("/api/sessions?room=" + room)).path("sessions")) {
                var end = ends.get(session.path("id").asText());
                if (end == null) continue;
                var wait = end.equals(Instant.MAX) ? NEVER : Duration.between(at, end);
                waits.merge(room, wait, (one, other) -> one.compareTo(other) > 0 ? one : other);
            }
        });
        return waits;
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
