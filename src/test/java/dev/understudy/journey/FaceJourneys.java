package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The way to a face, and everything that Tavus can do about it. */
interface FaceJourneys extends OnStage {
    @Test
    default void aUserWhoComesMeetsAnAgentAndThenSeesItsFace() {
        var session = Scene.open(stage()).video();
        assertThat(session.attempt()).isEqualTo(1);
        assertThat(session.story())
                .extracting(line -> line.state())
                .containsSubsequence("REQUESTED", "DISPATCHED", "AUDIO", "VIDEO_STARTING", "VIDEO");
    }

    @Test
    default void anAgentAskedForBeforeTheUserCostsNothingUntilTheUserComes() {
        var scene = Scene.empty(stage());
        var asked = stage().operator().dispatch(scene.room());
        var waiting = scene.audio(null);
        assertThat(stage().tavus().active(waiting.id())).isZero();
        scene.enter();
        assertThat(scene.video().id()).isEqualTo(asked.id());
        assertThat(stage().livekit().dispatches(scene.room(), "avatar-agent")).hasSize(1);
    }

    @Test
    default void aRevokedKeyMeansAudioAndARunningSessionGetsItsFaceWhenTheKeyIsGoodAgain() {
        var before = Scene.onVideo(stage());
        stage().tavus().fault("tavus", "revoked");
        var after = Scene.open(stage());
        var audio = after.audio("tavus_key_rejected");
        // when a check or another call has found it out before, this session never asks
        if (audio.tells("asking Tavus for the face")) audio.tellsHowLong("asking Tavus", "back to audio");
        after.hasOneAgent();
        assertThat(before.session().state()).isEqualTo("VIDEO");
        stage().tavus().fault("tavus", "none");
        assertThat(after.video().id()).isEqualTo(audio.id());
    }

    @Test
    default void withoutCreditsItIsAudioUntilThereAreSome() {
        comesAndGoes("out-of-credits", "tavus_out_of_credits");
    }

    @Test
    default void withAFullAccountItIsAudioUntilThereIsRoom() {
        comesAndGoes("full", "tavus_full");
    }

    @Test
    default void whenTavusIsDownItIsAudioUntilItIsUp() {
        comesAndGoes("down", "tavus_unavailable");
    }

    @Test
    default void whenTavusAnswersTooLateItIsAudioAndTheConversationIsFoundAndEnded() {
        comesAndGoes("slow", "tavus_unavailable");
    }

    @Test
    default void anAvatarThatDoesNotComeMeansAudioAndItsConversationIsEnded() {
        comesAndGoes("no-show", "avatar_no_show");
    }

    @Test
    default void anAvatarThatVanishesIsReplacedOnce() {
        var scene = Scene.onVideo(stage());
        var first = scene.session();
        stage().livekit().putOut(scene.room(), first.avatarIdentity());
        var second = scene.becomes(
                "another avatar",
                seen -> seen.state().equals("VIDEO") && !first.avatarIdentity().equals(seen.avatarIdentity()));
        assertThat(second.tells("back to audio: avatar_lost")).isTrue();
        assertThat(second.attempt()).isEqualTo(1);
        scene.video();
    }

    @Test
    default void anAgentThatDoesNotSwitchStaysWithItsVoice() {
        var scene = new Scene(
                stage(), stage().deafRoom("deaf-" + Scene.empty(stage()).room()));
        scene.enter();
        scene.outlasts("VIDEO", stage().times().ackDeadline(), seen -> "agent_did_not_switch".equals(seen.reason()));
        scene.audio("agent_did_not_switch").tellsHowLong("the avatar's video is published", "back to audio");
        scene.hasOneAgent();
    }

    /** Under the fault it is audio for that reason, at the latest by the deadline; without it, video, in the same session. */
    private void comesAndGoes(String fault, String reason) {
        stage().tavus().fault("tavus", fault);
        var scene = Scene.open(stage());
        scene.outlasts("VIDEO_STARTING", stage().times().avatarDeadline(), seen -> reason.equals(seen.reason()));
        var audio = scene.audio(reason);
        // else another call has found it out before, and nobody waits at all
        if (audio.tells("asking Tavus for the face")) audio.tellsHowLong("asking Tavus", "back to audio");
        scene.hasOneAgent();
        stage().tavus().fault("tavus", "none");
        assertThat(scene.video().id()).isEqualTo(audio.id());
    }
}
