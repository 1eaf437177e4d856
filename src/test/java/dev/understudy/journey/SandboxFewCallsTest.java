package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.fixtures.App;
import dev.understudy.fixtures.OneAtATime;
import dev.understudy.fixtures.SandboxStage;
import dev.understudy.fixtures.SeenSession;
import dev.understudy.livekit.LiveKitBudget;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** LiveKit takes 120 calls a minute, and twelve rooms are open: whoever comes and whoever leaves is served as ever. */
@OneAtATime
@Tag("chaos")
class SandboxFewCallsTest {
    private static final int ROOMS = 12;
    private static final int LIMIT = 120;
    /** Together with the quarter that may come at once it is less than LiveKit's limit. */
    private static final int OURS = 90;

    private static final int NODES = 20;
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final App APP = App.start(
            "--understudy.livekit.calls-per-minute=" + OURS * NODES,
            "--understudy.sandbox.delays.agent-joins-after=300ms",
            "--understudy.sandbox.delays.avatar-joins-after=500ms");
    private static final SandboxStage STAGE = SandboxStage.of(APP);
    private final Map<String, Integer> before = new TreeMap<>();

    /** Opened with calls enough, as over a longer time; then nineteen other nodes want their part, and this one has little. */
    @BeforeAll
    static void twelveRoomsAreOpen() {
        IntStream.range(0, ROOMS).forEach(i -> STAGE.userJoins("room-" + i, "user"));
        await().atMost(Duration.ofSeconds(60)).until(() -> IntStream.range(0, ROOMS)
                .allMatch(i -> session("room-" + i).state().equals("VIDEO")));
        var db = APP.bean(JdbcClient.class);
        for (var i = 1; i < NODES; i++)
            db.sql("insert into task_lease (name, owner, until) values (?, 'another', ?)")
                    .params("node other-" + i, Long.MAX_VALUE)
                    .update();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> APP.bean(LiveKitBudget.class).limit().orElse(0) == OURS);
        STAGE.tavus().callsPerMinute(LIMIT);
    }

    @AfterAll
    static void stop() {
        STAGE.clear();
        APP.close();
    }

    @Test
    void whoComesHasAnAgentWithinTenSecondsAndWhoLeavesIsNotPaidForAfterTwenty() {
        var faces = faces();
        before.putAll(calls());
        for (var round = 0; round < 3; round++) {
            newcomer("new-" + round);
            leaver("new-" + round);
        }
        assertThat(faces()).as("no face is lost").isEqualTo(faces);
        var made = calls();
        before.forEach((name, count) -> made.merge(name, -count, Integer::sum));
        System.out.println("calls to LiveKit with " + ROOMS + " rooms at " + LIMIT + " a minute: " + made);
        assertThat(made.keySet()).as("none was one too many").noneMatch(name -> name.contains("limited"));
    }

    private static void newcomer(String room) {
        var begin = System.nanoTime();
        STAGE.userJoins(room, "user");
        await("an agent in " + room)
                .pollInterval(SHORT)
                .atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .until(() -> session(room).agentIdentity() != null);
        tellHowLong(room + ": an agent after", begin);
        await("a face in " + room)
                .pollInterval(SHORT)
                .atMost(Duration.ofSeconds(20))
                .until(() -> session(room).state().equals("VIDEO"));
        tellHowLong(room + ": a face after", begin);
    }

    private static void leaver(String room) {
        var begin = System.nanoTime();
        var id = session(room).id();
        STAGE.userLeaves(room, "user");
        await("the end of the conversation in " + room)
                .pollInterval(SHORT)
                .atMost(Duration.ofSeconds(20))
                .until(() -> STAGE.tavus().active(id) == 0);
        tellHowLong(room + ": no conversation after", begin);
    }

    private static void tellHowLong(String what, long begin) {
        System.out.printf("%s %d ms%n", what, (System.nanoTime() - begin) / 1_000_000);
    }

    private static List<String> faces() {
        return IntStream.range(0, ROOMS)
                .mapToObj(i -> session("room-" + i))
                .map(one -> one.room() + " " + one.state() + " " + one.agentIdentity() + " " + one.avatarIdentity())
                .toList();
    }

    private static Map<String, Integer> calls() {
        var all = new TreeMap<String, Integer>();
        for (var meter : APP.bean(MeterRegistry.class).getMeters())
            if (meter instanceof Counter counter && counter.getId().getName().startsWith("understudy.livekit.calls"))
                all.put(name(counter), (int) counter.count());
        return all;
    }

    private static String name(Counter counter) {
        var id = counter.getId();
        var outcome = id.getTag("outcome");
        return id.getTag("class") + " " + (outcome == null ? "put off" : outcome);
    }

    private static SeenSession session(String room) {
        return STAGE.operator().session(room).orElseThrow();
    }
}
