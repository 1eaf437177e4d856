package dev.understudy.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.alert.AlertKind;
import dev.understudy.session.Conduct;
import dev.understudy.session.EndReason;
import dev.understudy.session.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whom sessions' changes hurt, until when, and what is good news. */
class TroubleTest {
    private final Troubled stage = new Troubled();

    @Test
    void whoeverWaitsForAnAgentIsHurtUntilOneComes() {
        var room = stage.room("a");
        room.attemptFails(EndReason.NO_WORKER);
        stage.look();
        assertThat(stage.lasting()).containsExactly("no_worker avatar-agent a");
        room.fails(EndReason.NO_WORKER, true);
        stage.look();
        assertThat(stage.lasting()).as("another session follows").containsExactly("no_worker avatar-agent a");
        var next = room.next();
        stage.look();
        assertThat(stage.lasting()).containsExactly("no_worker avatar-agent a");
        next.agentJoins();
        stage.look();
        assertThat(stage.lasting()).isEmpty();
        assertThat(stage.inRow(AlertKind.NO_WORKER)).as("it went well").isZero();
    }

    @Test
    void whoLeavesIsNotHurtAnyMoreThoughItDidNotGoWell() {
        var room = stage.room("a");
        room.attemptFails(EndReason.AGENT_NO_SHOW);
        stage.look();
        room.fails(EndReason.AGENT_NO_SHOW, false);
        stage.look();
        assertThat(stage.lasting()).isEmpty();
        assertThat(stage.inRow(AlertKind.AGENT_NO_SHOW)).isEqualTo(1);
    }

    @Test
    void everyReasonThatHurtsIsASignOfItsKindUntilThereIsAFace() {
        for (var reason : Reason.values()) {
            var room = stage.room(reason.code());
            room.agentJoins();
            room.audio(reason);
            stage.look();
            var sign = Hurt.kind(reason)
                    .map(kind -> kind.code() + " "
                            + (reason == Reason.AGENT_DID_NOT_SWITCH ? "avatar-agent " : "tavus ") + room.name());
            assertThat(stage.lasting()).containsExactlyElementsOf(sign.stream().toList());
            room.video(true);
            stage.pass(Duration.ofSeconds(30));
            assertThat(stage.lasting()).isEmpty();
        }
    }

    @Test
    void aFaceThroughWhichTheAgentDoesNotSpeakIsNoneAndOneThatMayVanishAgainIsNotYetOne() {
        var deaf = stage.room("a");
        deaf.agentJoins();
        deaf.audio(Reason.AGENT_DID_NOT_SWITCH);
        deaf.video(false);
        var lost = stage.room("b");
        lost.agentJoins();
        lost.audio(Reason.AVATAR_LOST);
        lost.video(true);
        stage.pass(Duration.ofSeconds(29));
        assertThat(stage.lasting())
                .containsExactlyInAnyOrder("agent_did_not_switch avatar-agent a", "avatar_lost tavus b");
        stage.pass(Duration.ofSeconds(1));
        assertThat(stage.lasting()).containsExactly("agent_did_not_switch avatar-agent a");
        deaf.video(true);
        stage.look();
        assertThat(stage.lasting()).isEmpty();
        assertThat(stage.inRow(AlertKind.AGENT_DID_NOT_SWITCH)).isZero();
    }

    @Test
    void anotherReasonIsAnotherTrouble() {
        var room = stage.room("a");
        room.agentJoins();
        room.audio(Reason.TAVUS_FULL);
        room.audio(Reason.AVATAR_NO_SHOW);
        stage.look();
        assertThat(stage.lasting()).containsExactly("avatar_no_show tavus a");
    }

    @Test
    void aConversationThatIsMadeIsGoodNewsOfTavusAndOnlyVideoIsOfItsAvatars() {
        var room = stage.room("a");
        room.agentJoins();
        room.audio(Reason.TAVUS_FULL);
        room.audio(Reason.AVATAR_NO_SHOW);
        stage.look();
        var other = stage.room("b");
        other.agentJoins();
        other.conversation();
        assertThat(stage.inRow(AlertKind.TAVUS_FULL)).isZero();
        assertThat(stage.inRow(AlertKind.AVATAR_NO_SHOW)).isEqualTo(1);
        other.video(true);
        assertThat(stage.inRow(AlertKind.AVATAR_NO_SHOW)).isZero();
    }

    @Test
    void threeAgentsThatLeaveAtOnceAreAsManyAsThreeInARowAndOnlyOneThatStaysIsGoodNews() {
        var room = stage.room("a");
        for (var leaves = 1; leaves <= 2; leaves++) room.agentLeft(new Conduct(false, leaves, 0, ""));
        assertThat(stage.lasting()).isEmpty();
        room.agentLeft(new Conduct(false, 3, 0, ""));
        assertThat(stage.lasting()).containsExactly("agent_keeps_leaving avatar-agent a");
        assertThat(stage.inRow(AlertKind.AGENT_KEEPS_LEAVING)).isEqualTo(3);
        room.agentJoins();
        stage.pass(Duration.ofSeconds(29));
        assertThat(stage.lasting()).hasSize(1);
        stage.pass(Duration.ofSeconds(1));
        assertThat(stage.lasting()).isEmpty();
        assertThat(stage.inRow(AlertKind.AGENT_KEEPS_LEAVING)).isZero();
    }

    @Test
    void agentsThatCrashAgainAndAgainJustAfterTheyStayedAreTroubleUntilTheyHaveStayedForMinutes() {
        var room = stage.room("a");
        room.agentJoins();
        room.agentLeft(afterCrashes(4));
        stage.look();
        assertThat(stage.lasting()).isEmpty();
        room.agentJoins();
        room.agentLeft(afterCrashes(5));
        stage.look();
        assertThat(stage.lasting()).containsExactly("agent_keeps_leaving avatar-agent a");
        room.agentJoins();
        stage.pass(Duration.ofSeconds(60));
        assertThat(stage.lasting()).as("the others had stayed so long, too").hasSize(1);
        assertThat(stage.inRow(AlertKind.AGENT_KEEPS_LEAVING)).isEqualTo(3);
        stage.pass(Duration.ofSeconds(61));
        assertThat(stage.lasting()).isEmpty();
        assertThat(stage.inRow(AlertKind.AGENT_KEEPS_LEAVING)).isZero();
    }

    private Conduct afterCrashes(int count) {
        return new Conduct(false, 0, 1, "", stage.clock().millis() + count * 120_000L);
    }

    @Test
    void aLiveKitThatDoesNotAnswerThisNodeIsTroubleThoughNobodyComes() {
        stage.health.failed();
        stage.look();
        stage.look();
        assertThat(stage.lasting()).containsExactly("livekit_unavailable livekit ");
        stage.health.answered();
        stage.look();
        assertThat(stage.lasting()).isEmpty();
        assertThat(stage.inRow(AlertKind.LIVEKIT_UNAVAILABLE)).isZero();
    }

    @Test
    void aLiveKitThatRefusesUsIsAnotherTrouble() {
        stage.health.failed();
        stage.look();
        stage.health.refused();
        stage.look();
        assertThat(stage.lasting()).containsExactly("livekit_rejected livekit ");
    }

    @Test
    void aNodeThatIsGoneTakesItsTroubleWithIt() {
        stage.health.failed();
        stage.look();
        stage.clock().pass(Duration.ofSeconds(61));
        stage.settle();
        assertThat(stage.lasting()).isEmpty();
    }
}
