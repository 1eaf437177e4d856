package dev.understudy.session;

import static dev.understudy.session.Outcome.due;
import static dev.understudy.session.SituationBuilder.aRoom;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.livekit.RoomView;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where anybody may ask for an agent, one is asked for only when somebody is there to talk with it. */
class UserFirstTest {
    private final Scene scene = new Scene();
    private final SessionMachine machine = scene.machine;

    @Test
    void withoutAUserNothingIsDoneAndNothingIsDueButTheEnd() {
        var waiting = waiting();
        var change = machine.advance(waiting, aRoom().seen());
        assertThat(change.next()).isEqualTo(Change.Next.NONE);
        assertThat(change.after().state()).isEqualTo(SessionState.REQUESTED);
        assertThat(due(change.after())).isEqualTo(Times.NOW + 60_000);
    }

    @Test
    void theFirstUserBringsTheAgent() {
        var change = machine.advance(waiting(), aRoom().withUser().seen());
        assertThat(change.next()).isEqualTo(Change.Next.DISPATCH);
        assertThat(change.after().presence().userSeen()).isTrue();
    }

    @Test
    void afterAMinuteWithoutAnybodyItIsOver() {
        var waiting = waiting();
        var after = machine.advance(waiting, nobodyAfter(60_000)).after();
        assertThat(after.endReason()).isEqualTo(EndReason.NO_USER_CAME);
        assertThat(machine.advance(waiting, nobodyAfter(59_999)).after().state())
                .isEqualTo(SessionState.REQUESTED);
    }

    @Test
    void itIsKeptInTheStoreAndReadFromOneThatDoesNotKnowOfIt() {
        var session = waiting();
        assertThat(scene.now(session).presence().userFirst()).isTrue();
        scene.stores
                .db()
                .sql("update session set data = replace(data, '\"userFirst\":true,', '')")
                .update();
        scene.stores
                .db()
                .sql("update session set data = replace(data, ',\"userFirst\":true', '')")
                .update();
        assertThat(scene.now(session).presence().userFirst()).isFalse();
    }

    @Test
    void whenItsUserLeavesItIsNotWaitedForAgain() {
        var came = machine.advance(waiting(), aRoom().withUser().seen()).after();
        var left = machine.advance(came, aRoom().seen()).after();
        assertThat(left.state()).isEqualTo(SessionState.ENDING);
        assertThat(left.presence().because()).isEqualTo(EndReason.USER_LEFT);
    }

    private static Situation nobodyAfter(long ms) {
        var stage = new Situation.Stage(true, null, false);
        return new Situation(Times.NOW + ms, RoomView.EMPTY, Situation.Signs.NONE, null, stage);
    }

    private Session waiting() {
        var opened = scene.opening.open("demo", Scene.PLAN, "asked for", true);
        assertThat(List.of(opened.fresh(), opened.session().presence().awaitsUser()))
                .containsOnly(true);
        return opened.session();
    }
}
