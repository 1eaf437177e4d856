package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Users who come and go, and operators who intervene. */
interface RoomJourneys extends OnStage {
    @Test
    default void whenTheLastUserLeavesNothingIsLeftThatCostsMoney() {
        var scene = Scene.onVideo(stage());
        scene.leave();
        scene.endsAsItWasLeft().tellsHowLong("last user left", "ended: user_left");
        scene.nothingIsLeft();
    }

    @Test
    default void aUserWhoComesBackInTimeFindsTheSameAgentAndFace() {
        var scene = Scene.onVideo(stage());
        var before = scene.session();
        scene.leave();
        scene.becomes("ending", seen -> seen.state().equals("ENDING"));
        scene.enter();
        var after = scene.becomes("back", seen -> seen.tells("user came back"));
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.state()).isEqualTo("VIDEO");
        assertThat(after.agentIdentity()).isEqualTo(before.agentIdentity());
        assertThat(after.avatarIdentity()).isEqualTo(before.avatarIdentity());
        assertThat(stage().tavus().active(after.id())).isEqualTo(1);
    }

    @Test
    default void aSessionToWhichNobodyComesEndsByItself() {
        var scene = Scene.empty(stage());
        stage().operator().dispatch(scene.room());
        scene.outlasts(
                "AUDIO", stage().times().noUserAfter(), seen -> seen.state().equals("ENDED"));
        scene.over("ENDED", "no_user_came");
        scene.nothingIsLeft();
    }

    @Test
    default void theSwitchForEveryoneTakesFacesAwayAndGivesThemBack() {
        var scene = Scene.onVideo(stage());
        var session = scene.session();
        stage().operator().mode("audio");
        scene.audio("audio_by_operator");
        scene.hasNoConversation(session);
        var newcomer = Scene.open(stage());
        newcomer.audio("audio_by_operator");
        stage().operator().mode("tavus");
        assertThat(scene.video().id()).isEqualTo(session.id());
        newcomer.video();
    }

    @Test
    default void anOperatorsEndIsFinalForThoseWhoWereThere() {
        var scene = Scene.onVideo(stage());
        var session = scene.session();
        stage().operator().end(session.id());
        scene.over("ENDED", "ended_by_operator");
        scene.nothingIsLeft();
        scene.stays(
                Duration.ofSeconds(1), () -> assertThat(scene.session().id()).isEqualTo(session.id()));
        scene.leave();
        scene.enter();
        assertThat(scene.video().id()).isNotEqualTo(session.id());
    }
}
