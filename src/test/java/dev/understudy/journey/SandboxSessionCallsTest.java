package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.fixtures.App;
import dev.understudy.fixtures.OneAtATime;
import dev.understudy.fixtures.SandboxStage;
import dev.understudy.fixtures.SeenSession;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** How many calls to LiveKit a whole session takes in which all goes well: what docs/metrics.md says. */
@OneAtATime
class SandboxSessionCallsTest {
    private static final App APP = App.start(
            "--understudy.reconcile.interval=1h", "--understudy.session.heartbeat=1h", "--understudy.session.grace=1s");
    /** One of reconcile at the start is among them, and none of the heartbeat. */
    private static final int MOST = 15;

    private static final SandboxStage STAGE = SandboxStage.of(APP);

    @AfterAll
    static void stop() {
        STAGE.clear();
        APP.close();
    }

    @Test
    void aWholeSessionTakesFewCalls() {
        STAGE.userJoins("quiet", "user");
        await().ignoreExceptions().until(() -> session().state().equals("VIDEO"));
        var onVideo = calls();
        await("the agent heard of it").pollInSameThread().until(() -> acknowledged());
        STAGE.userLeaves("quiet", "user");
        await().until(() -> session().state().equals("ENDED"));
        await().until(() -> STAGE.tavus().active(session().id()) == 0);
        System.out.println("calls to LiveKit until video " + onVideo + ", and of the whole session " + calls());
        assertThat(calls().values().stream().mapToInt(count -> count).sum()).isLessThanOrEqualTo(MOST);
    }

    private static boolean acknowledged() {
        return session().tells("the agent speaks through the avatar");
    }

    private static Map<String, Integer> calls() {
        var all = new TreeMap<String, Integer>();
        Stream.of("wait", "leave", "look", "beat")
                .forEach(
                        each -> all.put(each, (int) APP
                                .bean(MeterRegistry.class)
                                .find("understudy.livekit.calls")
                                .tag("class", each)
                                .counters()
                                .stream()
                                .mapToDouble(counter -> counter.count())
                                .sum()));
        return all;
    }

    private static SeenSession session() {
        return STAGE.operator().session("quiet").orElseThrow();
    }
}
