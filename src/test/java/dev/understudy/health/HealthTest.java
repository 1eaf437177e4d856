package dev.understudy.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.understudy.fixtures.App;
import dev.understudy.fixtures.FreePort;
import dev.understudy.fixtures.ManagementCalls;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What makes this node unwell, and what does not: here neither LiveKit nor Tavus can be reached. */
@TestMethodOrder(OrderAnnotation.class)
class HealthTest {
    private static final String NOBODY = "http://127.0.0.1:" + FreePort.find();
    private static final App APP = App.start(
            "--understudy.livekit.url=" + NOBODY, "--understudy.tavus.url=" + NOBODY, "--understudy.tavus.trips=1");
    private static final ManagementCalls CALLS = ManagementCalls.of(APP);

    @AfterAll
    static void stop() {
        APP.close();
    }

    @Test
    @Order(1)
    void withoutLiveKitAndTavusTheNodeIsWellAndSaysWhoIsNot() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(health("")).contains("\"livekit\":{\"description\":", "DEGRADED"));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(CALLS.metric("understudy_livekit_up"))
                .isZero());
        for (var group : new String[] {"", "/live", "/ready"}) {
            assertThat(status(group)).as(group).isEqualTo(200);
            assertThat(health(group)).startsWith("{\"status\":\"UP\"");
        }
    }

    @Test
    @Order(2)
    void aStoppedRouteMakesItDownUntilItRunsAgain() throws Exception {
        var routes = APP.bean(CamelContext.class).getRouteController();
        routes.stopRoute("webhook-forget");
        assertThat(status("")).isEqualTo(503);
        assertThat(status("/ready")).isEqualTo(503);
        assertThat(health("")).contains("not running: webhook-forget");
        assertThat(status("/live")).isEqualTo(200);
        routes.startRoute("webhook-forget");
        assertThat(status("")).isEqualTo(200);
    }

    @Test
    @Order(3)
    void aStoreThatDoesNotAnswerMakesItDown() {
        APP.bean(HikariDataSource.class).close();
        assertThat(status("/ready")).isEqualTo(503);
        assertThat(health("")).contains("\"db\":{\"status\":\"DOWN\"").doesNotContain("jdbc:", ".db", "Exception");
        assertThat(CALLS.get("/observe/metrics").statusCode()).isEqualTo(200);
        var open = "understudy_sessions_open{mode=\"video\",state=\"VIDEO\"}";
        await().untilAsserted(() -> assertThat(CALLS.metric(open)).isNaN());
    }

    private static String health(String group) {
        return CALLS.get("/observe/health" + group).body();
    }

    private static int status(String group) {
        return CALLS.get("/observe/health" + group).statusCode();
    }
}
