package dev.understudy.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.fixtures.App;
import dev.understudy.fixtures.ManagementCalls;
import dev.understudy.fixtures.Operator;
import dev.understudy.fixtures.WorldControls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Prometheus page of a sandbox in which one session goes well and one gets audio. */
@TestMethodOrder(OrderAnnotation.class)
class MetricsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern NAME = Pattern.compile("understudy_[a-z_]+");
    private static final App APP = App.start("--understudy.session.grace=200ms");
    private static final ManagementCalls CALLS = ManagementCalls.of(APP);
    private static final Operator OPERATOR = new Operator(APP, "sandbox");
    private static final WorldControls WORLD = new WorldControls(APP.port());

    @AfterAll
    static void stop() {
        APP.close();
    }

    @ParameterizedTest
    @Order(1)
    @ValueSource(
            strings = {
                "understudy_rooms_total{outcome=\"video\"}",
                "understudy_rooms_total{outcome=\"audio\"}",
                "understudy_rooms_total{outcome=\"none\"}",
                "understudy_dispatch_attempts_total{result=\"joined\"}",
                "understudy_dispatch_attempts_total{result=\"no_worker\"}",
                "understudy_dispatch_attempts_total{result=\"livekit_rejected\"}",
                "understudy_fallbacks_total{reason=\"tavus_key_rejected\"}",
                "understudy_fallbacks_total{reason=\"agent_did_not_switch\"}",
                "understudy_webhooks_total{event=\"participant_joined\",result=\"stored\"}",
                "understudy_webhooks_total{event=\"other\",result=\"refused\"}",
                "understudy_time_to_agent_seconds_count",
                "understudy_time_to_agent_seconds_bucket{le=\"5.0\"}",
                "understudy_time_to_video_seconds_bucket{le=\"+Inf\"}",
                "understudy_webhook_answer_seconds_bucket{le=\"0.02\"}",
                "understudy_orphans_ended_total",
                "understudy_circuit_state",
                "understudy_sessions_open{mode=\"video\",state=\"ENDING\"}",
            })
    void theSeriesIsThereBeforeAnythingHappened(String series) {
        assertThat(CALLS.metric(series)).isZero();
    }

    @Test
    @Order(2)
    void nothingHappenedIsNoRate() {
        assertThat(CALLS.metrics())
                .contains("understudy_join_rate NaN", "understudy_tavus_success_rate NaN", "understudy_livekit_up 1.0");
    }

    @Test
    @Order(3)
    void aGoodSessionMovesTheNumbers() {
        play("well", "VIDEO");
        assertThat(CALLS.metric("understudy_join_rate")).isEqualTo(1);
        assertThat(CALLS.metric("understudy_tavus_success_rate")).isEqualTo(1);
        assertThat(CALLS.metric("understudy_time_to_agent_seconds_count")).isEqualTo(1);
        // an agent needs 350 ms at least, which were more than that if they were not seconds
        assertThat(CALLS.metric("understudy_time_to_agent_seconds_sum")).isBetween(0.05, 300.0);
        assertThat(CALLS.metric("understudy_time_to_video_seconds_count")).isEqualTo(1);
        assertThat(CALLS.metric("understudy_dispatch_attempts_total{result=\"joined\"}"))
                .isEqualTo(1);
        await().until(() -> CALLS.metric("understudy_webhook_answer_seconds_count") > 3);
        awaitMetric("understudy_sessions_open{mode=\"video\",state=\"VIDEO\"}", 1);
        WORLD.leave("well", "user");
        awaitMetric("understudy_rooms_total{outcome=\"video\"}", 1);
        awaitMetric("understudy_sessions_open{mode=\"video\",state=\"VIDEO\"}", 0);
    }

    @Test
    @Order(4)
    void aRefusedKeyIsSeenInFourPlaces() {
        WORLD.fault("tavus", "revoked");
        play("refused", "AUDIO");
        awaitMetric("understudy_fallbacks_total{reason=\"tavus_key_rejected\"}", 1);
        assertThat(CALLS.metric("understudy_circuit_state")).isEqualTo(2);
        assertThat(CALLS.metric("understudy_tavus_success_rate")).isEqualTo(0.5);
        assertThat(CALLS.metric("understudy_provider_key_valid{provider=\"tavus\",slot=\"current\"}"))
                .isZero();
        assertThat(CALLS.metric("understudy_provider_key_valid{provider=\"livekit\",slot=\"current\"}"))
                .isEqualTo(1);
        assertThat(CALLS.metrics())
                .contains("understudy_provider_key_valid{provider=\"deepgram\",slot=\"standby\"} NaN");
        await().until(() -> CALLS.metric("understudy_provider_key_last_check_timestamp_seconds"
                        + "{provider=\"livekit\",slot=\"current\"}")
                > 1e9);
        WORLD.leave("refused", "user");
        awaitMetric("understudy_rooms_total{outcome=\"audio\"}", 1);
        assertThat(CALLS.metric("understudy_join_rate")).isEqualTo(1);
    }

    @Test
    @Order(5)
    void noRoomNoPersonAndNoSecretIsInALabel() {
        var session = OPERATOR.session("well").orElseThrow();
        var page = CALLS.metrics().replace("line=\"user\"", ""); // a line of the smoke check, not the person
        assertThat(page).contains("uri=\"/tavus/callback/{secret}\"", "routeId=\"session-step\"");
        assertThat(page).doesNotContain("\"well\"", "\"refused\"} 1", "\"user\"", session.id(), "agent-AJ_");
        assertThat(page).doesNotContain("sandbox-secret", "sandbox-tavus-key", "/sandbox/rooms/well");
        assertThat(Pattern.compile("callback/[0-9a-f]{8}").matcher(page).find()).isFalse();
    }

    @Test
    @Order(6)
    void labelsDoNotGrowWithTraffic() {
        var before = CALLS.metrics().lines().count();
        for (var room : new String[] {"a1", "a2", "a3"}) play(room, "AUDIO");
        assertThat(CALLS.metrics().lines().count()).isLessThan(before + 60);
    }

    @Test
    @Order(7)
    void alertsAndDashboardUseWhatIsThere() throws IOException {
        var page = CALLS.metrics();
        var there = names(page.lines().filter(line -> !line.startsWith("#")));
        for (var file : new String[] {"config/prometheus/alerts.yaml", "config/grafana/understudy.json"}) {
            var used = names(Files.readString(Path.of(file)).lines());
            assertThat(used).as(file).isNotEmpty().allMatch(there::contains);
        }
        var explained = names(Files.readString(Path.of("docs/metrics.md")).lines());
        for (var name : there) assertThat(explained).anyMatch(name::startsWith);
    }

    @Test
    @Order(8)
    void everyAlertLeadsToAHeading() throws IOException {
        var headings = Files.readString(Path.of("docs/metrics.md"))
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase()
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .toList();
        var runbooks = Pattern.compile("runbook: docs/metrics.md#(\\S+)")
                .matcher(Files.readString(Path.of("config/prometheus/alerts.yaml")))
                .results()
                .map(hit -> hit.group(1))
                .toList();
        assertThat(runbooks).hasSizeGreaterThan(5).allMatch(headings::contains);
    }

    private static TreeSet<String> names(Stream<String> lines) {
        var found = new TreeSet<String>();
        lines.forEach(line -> NAME.matcher(line).results().forEach(hit -> found.add(hit.group())));
        return found;
    }

    private static void play(String room, String state) {
        WORLD.join(room, "user");
        await().atMost(PATIENCE).until(() -> OPERATOR.session(room)
                .map(seen -> seen.state().equals(state))
                .orElse(false));
    }

    private static void awaitMetric(String series, double value) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(CALLS.metric(series)).isEqualTo(value));
    }
}
