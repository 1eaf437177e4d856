package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What only a simulated LiveKit can be made to do. */
class SandboxFaultJourneysTest extends SandboxJourneys {
    @Test
    void lostWebhooksCostOneReconcile() {
        stage().livekitFault("drop-webhooks");
        var scene = Scene.onVideo(stage());
        scene.leave();
        scene.endsAsItWasLeft();
        scene.nothingIsLeft();
    }

    @Test
    void webhooksThatComeTwiceChangeNothing() {
        stage().livekitFault("duplicate-webhooks");
        var scene = Scene.onVideo(stage());
        assertThat(scene.session().attempt()).isEqualTo(1);
        assertThat(stage().livekit().dispatches(scene.room(), "avatar-agent")).hasSize(1);
        scene.leave();
        scene.endsAsItWasLeft();
        scene.nothingIsLeft();
        assertThat(stage().operator().sessions(scene.room())).hasSize(1);
    }

    @Test
    void anAgentThatIsAssignedButNeverComesFailsTheSession() {
        stage().livekitFault("agent-no-show");
        var scene = Scene.open(stage());
        for (int attempt = 1; attempt <= stage().times().attempts(); attempt++)
            scene.attemptIsInVain(attempt, stage().times().joinDeadline());
        var failed = scene.over("FAILED", "agent_no_show");
        stage().livekitFault("none");
        assertThat(scene.video().id()).isNotEqualTo(failed.id());
    }

    @Test
    void aSessionOutlivesALiveKitThatIsAwayForAWhile() {
        var scene = Scene.onVideo(stage());
        var before = scene.session();
        stage().livekitFault("down");
        scene.stays(Duration.ofMillis(1_500), () -> assertThat(scene.session().state())
                .isEqualTo("VIDEO"));
        stage().livekitFault("none");
        assertThat(scene.video().agentIdentity()).isEqualTo(before.agentIdentity());
        scene.leave();
        scene.endsAsItWasLeft();
        scene.nothingIsLeft();
    }

    @Test
    void aUserWhoComesWhileLiveKitCannotBeAskedIsServedAfterwards() {
        var scene = Scene.empty(stage());
        stage().livekitFault("down");
        stage().operator().dispatch(scene.room());
        stage().livekitFault("none");
        scene.enter();
        scene.video();
    }
}
