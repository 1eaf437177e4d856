package dev.understudy.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A session is opened once a room, is told of once, and remembers how the ones before it came out. */
class OpeningTest {
    private final Scene scene = new Scene();

    @Test
    void aNewOneIsDueAtOnceAndToldOf() {
        var opened = scene.opening.open("demo", Scene.PLAN, "opened by a test");
        assertThat(opened.fresh()).isTrue();
        var session = opened.session();
        assertThat(session.id()).matches("s[A-Za-z0-9]{20}");
        assertThat(session.stamps()).isEqualTo(new Session.Stamps(Times.NOW, Times.NOW, Times.NOW, 1));
        assertThat(scene.now(session)).isEqualTo(session);
        assertThat(scene.published).hasSize(1);
        assertThat(((SessionChanged) scene.published.get(0)).change().entries())
                .isEqualTo(scene.stores.events().of(session.id()))
                .extracting(TimelineEntry::event)
                .containsExactly("opened by a test");
    }

    @Test
    void askedForAgainItIsTheSameAndNothingIsToldTwice() {
        var first = scene.opening.open("demo", Scene.PLAN, "opened").session();
        var second = scene.opening.open("demo", Scene.PLAN, "opened");
        assertThat(second).isEqualTo(new Opening.Opened(first, false));
        assertThat(scene.published).hasSize(1);
    }

    @Test
    void eachFailureInARowMakesTheNextOneWaitLonger() {
        for (var failures = 0; failures < 3; failures++) {
            var session = scene.opening.open("demo", Scene.PLAN, "opened").session();
            assertThat(session.presence().failures()).isEqualTo(failures);
            scene.stores.put(Stores.in(session, SessionState.FAILED));
            scene.stores.clock().pass(Duration.ofSeconds(1));
        }
    }

    @Test
    void whoseUserCameAnewHasNoFailuresBehindItAndTheLastOnesAgentMayStillCome() {
        var last = scene.opening.open("demo", Scene.PLAN, "opened").session();
        assertThat(last.presence().doubtUntil()).isZero();
        scene.stores.put(Stores.in(last, SessionState.FAILED));
        scene.stores.sessions().settle(scene.now(last));
        scene.stores.clock().pass(Duration.ofSeconds(1));
        var next = scene.opening.open("demo", Scene.PLAN, "opened").session();
        assertThat(next.presence())
                .isEqualTo(Presence.unseen(scene.now(last).stamps().updatedAt() + 15_000, 0));
    }

    @Test
    void agentsThatWereGoneTooSoonCountInTheRoomsNextSessionToo() {
        var last = scene.there(SessionBuilder.aSession()
                .afterLeaves(4)
                .faceAgainAt(Times.NOW + 60_000, 2)
                .in(SessionState.FAILED));
        var next = scene.opening.open(last.room(), Scene.PLAN, "opened").session();
        assertThat(next.casting().conduct().leaves()).isEqualTo(4);
        assertThat(next.casting().againAt())
                .as("the failure has had its waiting time")
                .isEqualTo(last.stamps().updatedAt());
        assertThat(next.face().againAt()).isEqualTo(Times.NOW + 60_000);
        assertThat(next.face().setbacks()).isEqualTo(2);
        assertThat(next.face().tries()).isZero();
    }

    @Test
    void aPageThatIsLoadedAnewDoesNotStartTheCountAnew() {
        var last = scene.there(SessionBuilder.aSession().afterLeaves(2).in(SessionState.ENDED));
        var next = scene.opening.open(last.room(), Scene.PLAN, "opened").session();
        assertThat(next.casting().againAt()).isEqualTo(last.stamps().updatedAt() + 10_000);
    }

    @Test
    void whenAnAgentStayedTheyAreForgotten() {
        var steady = scene.there(
                SessionBuilder.aSession().afterLeaves(2).withAgentFor(31_000).in(SessionState.ENDED));
        assertThat(scene.opening
                        .open(steady.room(), Scene.PLAN, "opened")
                        .session()
                        .casting())
                .isEqualTo(Casting.FIRST);
    }

    @Test
    void theyAreForgottenInTime() {
        var last = scene.there(SessionBuilder.aSession().afterLeaves(2).in(SessionState.ENDED));
        scene.stores.clock().pass(Duration.ofMinutes(10));
        assertThat(scene.opening
                        .open(last.room(), Scene.PLAN, "opened")
                        .session()
                        .casting())
                .isEqualTo(Casting.FIRST);
    }
}
