package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.real.LiveKitStage;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Agents of LiveKit's other SDK, for JavaScript: they keep the same contract, and answer the same pings. */
@Tag("livekit")
class LiveKitJavaScriptTest {
    private static LiveKitStage stage;

    @BeforeAll
    static void curtainUp() {
        stage = LiveKitStage.startWithJavaScript();
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
    void theAgentComesGetsItsFaceIsReplacedWhenItDiesAndNothingIsLeft() {
        var scene = Scene.open(stage);
        var first = scene.video();
        first.tellsHowLong("opened", "the agent speaks through the avatar");
        scene.stays(Duration.ofSeconds(7), () -> assertThat(scene.session().agentIdentity())
                .isEqualTo(first.agentIdentity()));
        assertThat(stage.operator().health()).as("it answers").doesNotContain("answer no pings");

        stage.agentDies(first);
        var next = scene.becomes(
                "successor", seen -> seen.attempt() == 2 && seen.state().equals("VIDEO"));
        assertThat(next.id()).isEqualTo(first.id());
        assertThat(next.agentIdentity()).isNotEqualTo(first.agentIdentity());
        assertThat(next.tells("agent does not answer its heartbeat")).isTrue();
        scene.video();
        assertThat(stage.livekit().has(scene.room(), first.agentIdentity())).isFalse();
        scene.session().tellsHowLong("agent does not answer its heartbeat", "agent joined");

        scene.leave();
        scene.endsAsItWasLeft();
        scene.nothingIsLeft();
    }
}
