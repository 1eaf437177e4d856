package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
    void whereOthersUseUpTheProjectPeopleAreToldAndServedAfterwards() {
        stage().livekitFault("rate-limited");
        var scene = Scene.open(stage());
        await("told").until(() -> stage().operator().health().contains("limit of calls is used up"));
        stage().livekitFault("none");
        assertThat(scene.video().attempt()).isEqualTo(1);
        assertThat(stage().livekit().dispatches(scene.room(), "avatar-agent")).hasSize(1);
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

    @Test
    void whoComesBackToAnAgentThatHandedOverGetsItAgainWhenTheRoomWasEmptyForAWhile() {
        var scene = handedOver();
        var over = scene.session();
        scene.leave();
        scene.enter();
        scene.stays(
                Duration.ofSeconds(2),
                () -> assertThat(scene.session().id()).as("a reload").isEqualTo(over.id()));
        scene.leave();
        scene.stays(stage().times().grace().plusSeconds(2), () -> assertThat(scene.agents())
                .isEmpty());
        scene.enter();
        assertThat(scene.video().id()).isNotEqualTo(over.id());
    }

    @Test
    void anAgentThatTheApplicationItselfDispatchesAfterwardsIsLeftAlone() {
        var scene = handedOver();
        stage().livekit().strangerDispatches(scene.room(), "avatar-agent");
        await("the application's agent").until(() -> scene.agents().size() == 1);
        var theirs = scene.agents();
        scene.stays(Duration.ofSeconds(4), () -> assertThat(scene.agents()).isEqualTo(theirs));
        scene.leave();
        scene.stays(Duration.ofSeconds(4), () -> assertThat(scene.agents()).isEqualTo(theirs));
        stage().livekit().putOut(scene.room(), theirs.get(0));
    }

    private Scene handedOver() {
        stage().livekitFault("agent-hands-over");
        var scene = Scene.open(stage());
        scene.over("ENDED", "handed_over");
        scene.nothingIsLeft();
        stage().livekitFault("none");
        return scene;
    }

    @Test
    void inALiveKitThatTellsNoNamesOneAgentTooManyIsRemoved() {
        stage().livekitFault("old-server");
        var scene = Scene.open(stage());
        scene.becomes("video", seen -> seen.tells("the agent speaks through the avatar"));
        stage().livekit().strangerDispatches(scene.room(), "avatar-agent");
        scene.becomes("second agent removed", seen -> seen.tells("a second agent is removed"));
        scene.leave();
        scene.endsAsItWasLeft();
        scene.nothingIsLeft();
    }

    @Test
    void inALiveKitThatTellsNoNamesTheAgentIsKnownByItsJob() {
        stage().livekitFault("old-server");
        var scene = Scene.open(stage());
        var session = scene.becomes("video", seen -> seen.tells("the agent speaks through the avatar"));
        scene.stays(Duration.ofMillis(1_500), () -> assertThat(scene.session().attempt())
                .isEqualTo(1));
        assertThat(scene.session().agentIdentity()).isEqualTo(session.agentIdentity());
        assertThat(stage().operator().health()).contains("PerformRpc");
        scene.leave();
        scene.endsAsItWasLeft();
        scene.nothingIsLeft();
    }

    @Test
    void anAgentThatNeverGetsACallIsNotReplaced() {
        stage().livekitFault("agent-mute");
        var scene = Scene.onVideo(stage());
        var before = scene.session();
        scene.stays(Duration.ofMillis(3_500), () -> assertThat(scene.session().agentIdentity())
                .isEqualTo(before.agentIdentity()));
        await("said, when it is pinged").until(() -> stage().operator().health().contains("answer no pings"));
        assertThat(scene.session().attempt()).isEqualTo(1);
    }

    @Test
    void agentsThatComeOnlyToGoFailTheSessionAndOfTheNextOneNoMoreIsTried() {
        stage().livekitFault("agent-leaves");
        var scene = Scene.open(stage());
        var failed = scene.over("FAILED", "agent_keeps_leaving");
        assertThat(failed.attempt()).isEqualTo(stage().times().attempts());
        var next = scene.becomes("next", seen -> !seen.id().equals(failed.id()) && !seen.isOpen());
        assertThat(next.attempt()).as("one agent, and no second one").isEqualTo(1);
        stage().livekitFault("none");
        scene.video();
    }

    @Test
    void anAgentThatHandsOverIsNotCalledBackUnlessSomebodyAsksForIt() {
        stage().livekitFault("agent-hands-over");
        var scene = Scene.open(stage());
        var over = scene.over("ENDED", "handed_over");
        scene.hasNoConversation(over);
        stage().livekitFault("none");
        scene.stays(Duration.ofMillis(3_500), () -> assertThat(scene.session().id())
                .as("reconcile was here twice")
                .isEqualTo(over.id()));
        assertThat(stage().livekit().has(scene.room(), Scene.USER)).isTrue();
        stage().operator().dispatch(scene.room());
        assertThat(scene.video().id()).isNotEqualTo(over.id());
    }

    @Test
    void aTelephoneThatWeCallHasItsAgentWhenItIsAnsweredAndNobodyPaysForAFace() {
        var scene = Scene.empty(stage());
        stage().phoneJoins(scene.room(), "phone", "dialing");
        var dialled = scene.becomes("dialled", seen -> seen.tells("opened: a telephone is dialled"));
        scene.stays(Duration.ofMillis(2_500), () -> assertThat(scene.agents()).isEmpty());
        stage().phoneIs(scene.room(), "phone", "active");
        assertThat(scene.audio("nobody_can_see").id()).isEqualTo(dialled.id());
        scene.hasOneAgent();
        scene.hasNoConversation(dialled);
        scene.enter();
        scene.video();
    }
}
