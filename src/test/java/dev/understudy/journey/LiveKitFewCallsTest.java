package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.fixtures.SeenSession;
import dev.understudy.fixtures.real.CallLimit;
import dev.understudy.fixtures.real.LiveKitStage;
import dev.understudy.livekit.LiveKitBudget;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real LiveKit takes 60 calls a minute, and three rooms are open, whose heartbeats alone were 90: with a budget that fits, and with none, which learns it from the 429s. */
@Tag("livekit")
class LiveKitFewCallsTest {
    private static final int ROOMS = 3;
    private static final int FACES = 1;
    private static final int LIMIT = 60;
    /** Together with the quarter that may come at once it is less than LiveKit's limit. */
    private static final int OURS = 45;

    /** How often the same may be refused within the limit's minute: once more for each event that comes meanwhile. */
    private static final int AGAIN = 5;

    private static final Duration AGENT = Duration.ofSeconds(10);
    private static final Duration END = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static LiveKitStage stage;

    /** Opened with calls enough, as over a longer time. One of them has a face: pictures are what costs a machine most. */
    @BeforeAll
    static void threeRoomsAreOpen() {
        stage = LiveKitStage.startBehindADoor(arguments("none"));
        IntStream.range(0, ROOMS).forEach(i -> stage.userJoins(room(i), "user"));
        await().atMost(stage.patience()).ignoreExceptions().until(() -> IntStream.range(0, ROOMS)
                .allMatch(i -> session(room(i)).state().equals(i < FACES ? "VIDEO" : "AUDIO")));
    }

    @AfterAll
    static void curtainDown() {
        stage.clear();
        stage.close();
    }

    @Test
    void withoutABudgetItLearnsFromWhatIsRefused() {
        isServed("without", "none", AGENT, END);
        await("the limit is reached, and over again")
                .atMost(Duration.ofMinutes(3))
                .until(() -> isTakenAgain(stage.limit().calls()));
        var refused = stage.limit().calls().stream()
                .filter(CallLimit.Call::limited)
                .collect(Collectors.groupingBy(call -> call.path() + " " + call.body(), Collectors.counting()));
        System.out.println("refused, and how often the same: " + refused.values());
        assertThat(refused.values()).as("asked again every second").allMatch(times -> times <= AGAIN);
    }

    @Test
    void withABudgetNothingIsRefused() {
        isServed("with", Integer.toString(OURS), AGENT, END);
        assertThat(stage.app().bean(LiveKitBudget.class).limit()).contains(OURS);
        assertThat(stage.limit().calls()).noneMatch(CallLimit.Call::limited);
    }

    /** The heartbeats reach the limit for sure, but on a slow machine later than the newcomer and the leaver are served. */
    private static boolean isTakenAgain(List<CallLimit.Call> calls) {
        return calls.stream().dropWhile(call -> !call.limited()).anyMatch(call -> !call.limited());
    }

    private static void isServed(String budget, String calls, Duration agent, Duration end) {
        stage.limit().most(0);
        stage.comesBack(arguments(calls));
        stage.limit().most(LIMIT);
        var faces = faces();
        newcomer(budget, agent);
        leaver(budget, end);
        assertThat(faces()).as("no face is lost").isEqualTo(faces);
        System.out.println("calls to LiveKit " + budget + " a budget, " + ROOMS + " rooms at " + LIMIT + " a minute: "
                + stage.limit().calls().size());
    }

    private static void newcomer(String room, Duration limit) {
        stage.userJoins(room, "user");
        var begin = System.nanoTime();
        await("an agent in " + room)
                .pollInterval(SHORT)
                .atMost(limit)
                .ignoreExceptions()
                .until(() -> session(room).agentIdentity() != null);
        tellHowLong(room + " a budget: an agent after", begin);
        await("a face in " + room).pollInterval(SHORT).atMost(stage.patience()).until(() -> session(room)
                .state()
                .equals("VIDEO"));
        tellHowLong(room + " a budget: a face after", begin);
    }

    private static void leaver(String room, Duration limit) {
        var id = session(room).id();
        stage.userLeaves(room, "user");
        var begin = System.nanoTime();
        await("the end of the conversation in " + room)
                .pollInterval(SHORT)
                .atMost(limit)
                .until(() -> stage.tavus().active(id) == 0);
        tellHowLong(room + " a budget: no conversation after", begin);
    }

    private static void tellHowLong(String what, long begin) {
        System.out.printf("%s %d ms%n", what, (System.nanoTime() - begin) / 1_000_000);
    }

    private static List<String> faces() {
        return IntStream.range(0, ROOMS)
                .mapToObj(i -> session(room(i)))
                .map(one -> one.room() + " " + one.state() + " " + one.agentIdentity() + " " + one.avatarIdentity())
                .toList();
    }

    private static String room(int number) {
        return (number < FACES ? "face-" : "voice-") + number;
    }

    private static String[] arguments(String calls) {
        return new String[] {
            "--understudy.livekit.calls-per-minute=" + calls,
            "--understudy.session.avatar-deadline=80s", // a face that is slow to come on a busy machine decides nothing
            "--understudy.session.rules[0].rooms=voice-*",
            "--understudy.session.rules[0].agent-name=avatar-agent",
            "--understudy.session.rules[0].avatar=none",
            "--understudy.session.rules[1].rooms=*",
            "--understudy.session.rules[1].agent-name=avatar-agent",
            "--understudy.session.rules[1].avatar=understudy"
        };
    }

    private static SeenSession session(String room) {
        return stage.operator().session(room).orElseThrow();
    }
}
