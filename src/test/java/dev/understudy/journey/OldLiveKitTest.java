package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.SeenSession;
import dev.understudy.fixtures.real.LiveKitStage;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** LiveKit servers as they are still installed: 1.7.2 tells no names of agents and has no PerformRpc, 1.9.11 has both. */
@Tag("livekit")
class OldLiveKitTest {
    private static final String LEFT = "agent left";
    private static final String SILENT = "agent does not answer its heartbeat";
    private static final String TOLD = "the agent speaks through the avatar";

    @ParameterizedTest
    @ValueSource(strings = {"1.7.2", "1.9.11"})
    void theAgentComesGetsItsFaceIsReplacedWhenItDiesAndNothingIsLeft(String version) {
        try (var stage = LiveKitStage.startOn(version)) {
            var scene = Scene.open(stage);
            var first = scene.becomes("video", seen -> seen.tells(TOLD));
            scene.stays(Duration.ofSeconds(12), () -> assertThat(scene.session().attempt())
                    .as("nobody takes it for a stranger")
                    .isEqualTo(1));
            assertThat(stage.operator().health().contains("no PerformRpc")).isEqualTo(version.equals("1.7.2"));
            stage.agentDies(first);
            var next = scene.becomes(
                    "successor",
                    seen -> seen.attempt() == 2
                            && seen.toldLast(LEFT, SILENT, TOLD).equals(TOLD));
            assertThat(next.agentIdentity()).isNotEqualTo(first.agentIdentity());
            print(version, next);
            scene.leave();
            scene.endsAsItWasLeft();
            assertThat(stage.livekit().faces(scene.room())).isEmpty();
            scene.hasNoConversation(next);
            whatACallerGivesIsInTheMetadata(stage);
        }
    }

    /** Neither knows of attributes and deployments of a dispatch: the agent gets the copies, and the story tells. */
    private static void whatACallerGivesIsInTheMetadata(LiveKitStage stage) {
        var given = Echo.of(stage, "echo-1");
        var metadata = Echo.metadata(given);
        assertThat(metadata.path("customer").asText()).isEqualTo("c-17");
        assertThat(metadata.at("/understudy/attributes/tier").asText()).isEqualTo("gold");
        assertThat(given.path("deployment").asText()).isEmpty();
        assertThat(given.path("attributes")).isEmpty();
        assertThat(new Scene(stage, "echo-1").session().tells(Echo.UNTAKEN)).isTrue();
    }

    private static void print(String version, SeenSession session) {
        session.tellsHowLong("opened", "agent joined");
        System.out.println("livekit-server " + version + ": " + session);
    }
}
