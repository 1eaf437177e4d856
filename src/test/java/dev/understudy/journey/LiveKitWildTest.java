package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.SeenSession;
import dev.understudy.fixtures.real.LiveKitStage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real agents as there are out there: one that gets no calls, one that raises in its entrypoint, one that hands over. */
@Tag("livekit")
class LiveKitWildTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static LiveKitStage stage;

    @BeforeAll
    static void curtainUp() {
        stage = LiveKitStage.start();
    }

    @AfterEach
    void clear() {
        stage.clear();
    }

    @AfterAll
    static void curtainDown() {
        stage.close();
    }

    @Test
    void anAgentThatNeverGetsACallKeepsItsFaceAndItsPlace() {
        var scene = new Scene(stage, "mute-1");
        scene.enter();
        var before = scene.video();
        scene.stays(Duration.ofSeconds(15), () -> assertThat(scene.session().agentIdentity())
                .isEqualTo(before.agentIdentity()));
        assertThat(scene.session().state()).isEqualTo("VIDEO");
        assertThat(stage.operator().health()).contains("answer no pings");
    }

    /** {@code JobRequest.accept(identity=…)}: the next agent has the name of the one that was killed. */
    @Test
    void agentsThatAllHaveOneIdentityAreReplacedAsOthersAre() {
        var scene = new Scene(stage, "same-1");
        scene.enter();
        var before = scene.video();
        stage.agentDies(before);
        scene.becomes("with the next agent", seen -> seen.attempt() > before.attempt());
        var after = scene.video();
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.agentIdentity()).isEqualTo(before.agentIdentity());
        assertThat(after.attempt()).isEqualTo(before.attempt() + 1);
        scene.stays(Duration.ofSeconds(8), () -> assertThat(scene.session().attempt())
                .isEqualTo(after.attempt()));
    }

    @Test
    void anAgentThatHandsOverIsNotCalledBack() {
        var scene = new Scene(stage, "handover-1");
        scene.enter();
        var over = scene.over("ENDED", "handed_over");
        scene.hasNoConversation(over);
        scene.stays(Duration.ofSeconds(5), () -> assertThat(stage.operator().sessions(scene.room()))
                .hasSize(1));
        assertThat(stage.livekit().has(scene.room(), Scene.USER)).isTrue();
    }

    @Test
    void agentsThatRaiseInTheirEntrypointCostFiveDispatchesAndThreeConversationsAMinute() {
        var scene = new Scene(stage, "raising-1");
        scene.enter();
        var first = scene.becomes("first", seen -> seen.tells("agent dispatched"));
        var from = at(first, "agent dispatched").get(0);
        scene.becomes("a minute later", seen -> Instant.now().isAfter(from.plus(MINUTE)));
        var sessions = stage.operator().sessions(scene.room()).stream()
                .map(seen -> stage.operator().byId(seen.id()))
                .toList();
        var dispatches = count(sessions, "agent dispatched", from);
        var conversations = count(sessions, "asking Tavus for the face", from);
        System.out.println(
                "a crash loop of a minute: " + dispatches + " dispatches, " + conversations + " conversations");
        assertThat(dispatches).isBetween(2L, 5L);
        assertThat(conversations).isLessThanOrEqualTo(3);
        assertThat(sessions).anyMatch(seen -> "agent_keeps_leaving".equals(seen.endReason()));
    }

    @Test
    void whatACallerGivesTheAgentReachesItsJobAndItsDeployment() {
        stage.workerOf("staging");
        var given = Echo.of(stage, "echo-1");
        assertThat(given.path("deployment").asText()).isEqualTo("staging");
        assertThat(given.path("attributes").path("tier").asText()).isEqualTo("gold");
        var metadata = Echo.metadata(given);
        assertThat(metadata.path("customer").asText()).isEqualTo("c-17");
        assertThat(metadata.at("/understudy/attributes/tier").asText())
                .as("a copy, for older ones")
                .isEqualTo("gold");
        assertThat(new Scene(stage, "echo-1").session().tells(Echo.UNTAKEN)).isFalse();
    }

    private static long count(List<SeenSession> sessions, String event, Instant from) {
        return sessions.stream()
                .flatMap(seen -> at(seen, event).stream())
                .filter(at -> at.isBefore(from.plus(MINUTE)))
                .count();
    }

    private static List<Instant> at(SeenSession session, String event) {
        return Stream.ofNullable(session.timeline())
                .flatMap(List::stream)
                .filter(line -> line.event().equals(event))
                .map(SeenSession.Line::at)
                .toList();
    }
}
