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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** LiveKit takes few calls a minute for as many rooms as are open: whoever comes and whoever leaves is served as ever. */
@OneAtATime
@Tag("chaos")
class SandboxFewCallsTest {
    private static final int NODES = 20;
    private static final Duration SHORT = Duration.ofMillis(100);
    private final Map<String, Integer> before = new TreeMap<>();
    private App app;
    private SandboxStage stage;
    private int rooms;

    @AfterEach
    void stop() {
        stage.clear();
        app.close();
    }

    /** Ours is less than LiveKit's limit together with the quarter that may come at once. */
    @ParameterizedTest(name = "{0} rooms at {1} calls a minute")
    @CsvSource({"12, 120, 90", "300, 1000, 800"})
    void whoComesHasAnAgentWithinTenSecondsAndWhoLeavesIsNotPaidForAfterTwenty(int open, int limit, int ours) {
        open(open, ours);
        stage.tavus().callsPerMinute(limit);
        var faces = faces();
        before.putAll(calls());
        for (var round = 0; round < 3; round++) {
            newcomer("new-" + round);
            leaver("new-" + round);
        }
        assertThat(faces()).as("no face is lost").isEqualTo(faces);
        var made = calls();
        before.forEach((name, count) -> made.merge(name, -count, Integer::sum));
        System.out.println("calls to LiveKit with " + open + " rooms at " + limit + " a minute: " + made);
        assertThat(made.keySet()).as("none was one too many").noneMatch(name -> name.contains("limited"));
    }

    /** With calls enough, as over a longer time; then nineteen other nodes want their part, and this one has little. */
    private void open(int count, int ours) {
        rooms = count;
        app = App.start(
                "--understudy.livekit.calls-per-minute=" + ours * NODES,
                "--understudy.sandbox.delays.agent-joins-after=300ms",
                "--understudy.sandbox.delays.avatar-joins-after=500ms");
        stage = SandboxStage.of(app);
        IntStream.range(0, rooms).forEach(i -> stage.userJoins("room-" + i, "user"));
        await().atMost(Duration.ofMinutes(4)).until(() -> IntStream.range(0, rooms)
                .allMatch(i -> session("room-" + i).state().equals("VIDEO")));
        var db = app.bean(JdbcClient.class);
        for (var i = 1; i < NODES; i++)
            db.sql("insert into task_lease (name, owner, until) values (?, 'another', ?)")
                    .params("node other-" + i, Long.MAX_VALUE)
                    .update();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> app.bean(LiveKitBudget.class).limit().orElse(0) == ours);
    }

    private void newcomer(String room) {
        var begin = System.nanoTime();
        stage.userJoins(room, "user");
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

    private void leaver(String room) {
        var begin = System.nanoTime();
        var id = session(room).id();
        stage.userLeaves(room, "user");
        await("the end of the conversation in " + room)
                .pollInterval(SHORT)
                .atMost(Duration.ofSeconds(20))
                .until(() -> stage.tavus().active(id) == 0);
        tellHowLong(room + ": no conversation after", begin);
    }

    private static void tellHowLong(String what, long begin) {
        System.out.printf("%s %d ms%n", what, (System.nanoTime() - begin) / 1_000_000);
    }

    private List<String> faces() {
        return IntStream.range(0, rooms)
                .mapToObj(i -> session("room-" + i))
                .map(one -> one.room() + " " + one.state() + " " + one.agentIdentity() + " " + one.avatarIdentity())
                .toList();
    }

    private Map<String, Integer> calls() {
        var all = new TreeMap<String, Integer>();
        for (var meter : app.bean(MeterRegistry.class).getMeters())
            if (meter instanceof Counter counter && counter.getId().getName().startsWith("understudy.livekit.calls"))
                all.put(name(counter), (int) counter.count());
        return all;
    }

    private static String name(Counter counter) {
        var id = counter.getId();
        var outcome = id.getTag("outcome");
        return id.getTag("class") + " " + (outcome == null ? "put off" : outcome);
    }

    private SeenSession session(String room) {
        return stage.operator().session(room).orElseThrow();
    }
}
