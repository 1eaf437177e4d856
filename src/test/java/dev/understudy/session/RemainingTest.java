package dev.understudy.session;

import static dev.understudy.session.SessionBuilder.ROOM;
import static dev.understudy.session.SessionBuilder.aSession;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.livekit.Participant.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** After a final end: who was there brings no agent back while they are together, and is somebody new when they had parted. */
class RemainingTest {
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final String LIFE = "RM_1";
    private final Scene scene = new Scene();

    @ParameterizedTest
    @EnumSource(names = {"AGENT_FINISHED", "HANDED_OVER", "TOO_LONG", "IDLE"})
    void whoLoadsThePageAnewBringsNoAgentBackAndWhoWasAwayForTheGraceDoes(EndReason why) {
        scene.over(why, "user");
        after(Duration.ofMinutes(5));
        assertThat(isServed()).as("the room is empty").isFalse();
        after(GRACE.minusMillis(1));
        comes("user");
        assertThat(isServed()).as("a reload").isFalse();
        after(Duration.ofHours(3));
        leaves("user");
        assertThat(isServed()).isFalse();
        after(GRACE);
        comes("user");
        assertThat(isServed()).isTrue();
    }

    /** Without a look at the empty room nobody knows for how long it was. */
    @Test
    void whoCameBackUnseenIsTakenForOneWhoStayed() {
        scene.over(EndReason.AGENT_FINISHED, "user");
        after(Duration.ofDays(1));
        comes("user");
        assertThat(isServed()).isFalse();
    }

    @Test
    void inAnotherLifeOfTheRoomTheSameIdentityIsSomebodyNew() {
        scene.over(EndReason.TOO_LONG, "user");
        after(Duration.ofMinutes(2));
        comes("user");
        assertThat(isServedIn("")).as("nobody told of another life yet").isFalse();
        assertThat(isServedIn("RM_2")).isTrue();
    }

    @Test
    void aServerThatIsKilledInTheMiddleOfATalkPartsNobody() {
        scene.over(EndReason.HANDED_OVER, "user");
        comes("user");
        for (var minute = 0; minute < 5; minute++) {
            assertThat(isServed()).isFalse();
            after(Duration.ofSeconds(61));
        }
        leaves("user");
        comes("user");
        assertThat(isServedIn("RM_2")).isFalse();
        after(Duration.ofHours(1));
        assertThat(isServedIn("RM_2")).isFalse();
    }

    @Test
    void aTalkThatWasHandedOverIsLeftToThoseWhoTalkWhoeverOfThemLoadsThePageAnew() {
        scene.over(EndReason.HANDED_OVER, "user");
        after(Duration.ofSeconds(1));
        comes("a colleague");
        assertThat(isServed()).isFalse();
        leaves("user");
        assertThat(isServed())
                .as("the colleague waits for the user to come back")
                .isFalse();
        leaves("a colleague");
        assertThat(isServed()).isFalse();
        after(GRACE);
        comes("a colleague");
        assertThat(isServed()).as("this talk is another one").isTrue();
    }

    @Test
    void whereNobodyWasThereAtTheEndWhoComesAtOnceComesForTheTalkAndWhoComesLaterIsNew() {
        scene.over(EndReason.HANDED_OVER);
        after(GRACE.minusMillis(1));
        comes("a colleague");
        assertThat(isServed()).isFalse();
        leaves("a colleague");
        assertThat(isServed()).isFalse();
        after(GRACE);
        comes("a colleague");
        assertThat(isServed()).isTrue();
    }

    @Test
    void afterAGoodbyeSomebodyElseIsServedAtOnce() {
        scene.over(EndReason.AGENT_FINISHED, "user");
        comes("user");
        after(Duration.ofSeconds(1));
        assertThat(isServed()).isFalse();
        comes("another");
        assertThat(isServed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "somebody who is not there"})
    void aRowOfAnOlderVersionKnowsWhoWasThereAndNothingElse(String before) {
        var last = scene.over(EndReason.HANDED_OVER);
        var old = new Company(0, 0, 0, List.of(before), false, null);
        scene.stores.writes().write(change(last, old), 0, List.of());
        comes("user");
        assertThat(isServed()).isFalse();
        leaves("user");
        assertThat(isServed()).isFalse();
        after(GRACE);
        comes("user");
        assertThat(isServed()).isTrue();
    }

    @Test
    void soDoesOneOfATalkThatNobodyWasThereToGoOnWith() {
        var last = scene.over(EndReason.HANDED_OVER);
        scene.stores.writes().write(change(last, Company.NONE), 0, List.of());
        assertThat(isServed()).isFalse();
        after(GRACE);
        comes("user");
        assertThat(isServed()).isTrue();
    }

    @Test
    void thatTheyAreTogetherIsWrittenDownNoMoreThanOnceAMinute() {
        var last = scene.over(EndReason.HANDED_OVER, "user");
        var story = scene.stores.events().of(last.id());
        comes("user");
        for (var second = 0; second < 120; second += 15) {
            after(Duration.ofSeconds(15));
            assertThat(isServed()).isFalse();
        }
        var now = scene.now(last);
        assertThat(now.stamps().version() - last.stamps().version()).isEqualTo(2);
        assertThat(now.stamps().updatedAt()).isEqualTo(last.stamps().updatedAt());
        assertThat(scene.stores.events().of(last.id())).as("nothing to tell").isEqualTo(story);
    }

    @Test
    void ofAnyOtherEndNothingIsWrittenDown() {
        var left = scene.over(EndReason.USER_LEFT, "user");
        assertThat(isServed()).isFalse();
        assertThat(scene.now(left).presence()).isEqualTo(left.presence());
        comes("user");
        assertThat(isServed()).isTrue();
    }

    private static Change change(Session last, Company company) {
        var then = last.with(
                aSession().inRoom(LIFE, 0).with(company).in(SessionState.ENDED).presence());
        return new Change(last, then, List.of(), List.of(), Change.Next.NONE);
    }

    private void comes(String who) {
        scene.with(who, Kind.USER, Map.of());
    }

    private void leaves(String who) {
        scene.livekit.people.removeIf(person -> person.identity().equals(who));
    }

    private void after(Duration time) {
        scene.stores.clock().pass(time);
    }

    private boolean isServed() {
        return isServedIn(LIFE);
    }

    private boolean isServedIn(String sid) {
        return scene.admission(Times.settings()).consider(ROOM, scene.livekit.look(ROOM), sid);
    }
}
