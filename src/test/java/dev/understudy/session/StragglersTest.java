package dev.understudy.session;

import static dev.understudy.session.SessionBuilder.OUR_AGENT;
import static dev.understudy.session.SessionBuilder.ROOM;
import static dev.understudy.session.SessionBuilder.aSession;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.livekit.Dispatch;
import dev.understudy.livekit.Participant.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who goes when a session is over: late agents of ours. One that the application itself asks for stays, whatever its name. */
class StragglersTest {
    private static final String OTHER = "agent-AJ_9";
    private final Scene scene = new Scene();

    @Test
    void anAgentThatTheApplicationDispatchesAfterTheEndStays() {
        scene.over(EndReason.HANDED_OVER, "user");
        scene.withUser().withAgent(OTHER);
        scene.livekit.dispatches.add(new Dispatch("AD_9", Times.AGENT, "the application's", List.of(OTHER)));
        looks();
        scene.livekit.people.removeIf(person -> person.identity().equals("user"));
        looks();
        assertThat(scene.livekit.done).isEmpty();
    }

    /** Its job is listed up to 5 s after it came, where the server's cache is stale (measured). */
    @Test
    void soDoesOneWhoseJobIsNotListedYet() {
        scene.over(EndReason.HANDED_OVER, "user");
        scene.withUser().withAgent(OTHER);
        scene.livekit.dispatches.add(new Dispatch("AD_9", Times.AGENT, "the application's", List.of()));
        looks();
        assertThat(scene.livekit.done).isEmpty();
        scene.livekit.dispatches.clear();
        scene.livekit.dispatches.add(new Dispatch("AD_9", "somebody-else", "", List.of()));
        scene.livekit.dispatches.add(new Dispatch("AD_1", Times.AGENT, mark("s1"), List.of()));
        looks();
        assertThat(scene.livekit.done).as("nobody else's can be").containsExactly("remove " + OTHER);
    }

    @Test
    void oneOfADispatchOfOursGoesHoweverLateItComes() {
        scene.over(EndReason.USER_LEFT);
        scene.stores.clock().pass(Duration.ofMinutes(5));
        scene.withAgent(OTHER);
        scene.livekit.dispatches.add(new Dispatch("AD_9", Times.AGENT, mark("s1"), List.of(OTHER)));
        looks();
        assertThat(scene.livekit.done).containsExactly("remove " + OTHER);
    }

    @Test
    void oneOfAnotherInstallationsDispatchStays() {
        scene.over(EndReason.USER_LEFT);
        scene.withAgent(OTHER);
        scene.livekit.dispatches.add(new Dispatch("AD_9", Times.AGENT, mark("s-of-others"), List.of(OTHER)));
        looks();
        assertThat(scene.livekit.done).isEmpty();
    }

    @Test
    void oneThatNoDispatchListsGoesWhenItCameAtTheEndAndStaysWhenItCameLater() {
        scene.over(EndReason.USER_LEFT);
        scene.stores.clock().pass(Duration.ofSeconds(15));
        scene.withAgent("agent-at-the-end");
        scene.stores.clock().pass(Duration.ofMillis(1));
        scene.withAgent("agent-later");
        looks();
        assertThat(scene.livekit.done).containsExactly("remove agent-at-the-end");
    }

    @Test
    void theSessionsOwnAgentGoesUnlessSomebodyElseHasAskedForOneOfThatIdentity() {
        over(aSession().withAgentFor(9_000));
        scene.stores.clock().pass(Duration.ofMinutes(5));
        scene.withAgent(OUR_AGENT);
        looks();
        assertThat(scene.livekit.done).containsExactly("remove " + OUR_AGENT);
        scene.livekit.dispatches.add(new Dispatch("AD_9", Times.AGENT, "", List.of(OUR_AGENT)));
        looks();
        assertThat(scene.livekit.done).hasSize(1);
    }

    @Test
    void oneThatTheSessionTookOverGoesWithIt() {
        over(aSession().withAgentFor(9_000));
        scene.withAgent(OUR_AGENT);
        scene.livekit.dispatches.add(
                new Dispatch(SessionBuilder.DISPATCH, Times.AGENT, "the application's", List.of(OUR_AGENT)));
        looks();
        assertThat(scene.livekit.done).containsExactly("remove " + OUR_AGENT);
    }

    @Test
    void whereNoNamesAreToldOnlyTheOneWeKnowAndThoseOfOurDispatchesGo() {
        over(aSession().withAgentFor(9_000));
        for (var agent : List.of(OUR_AGENT, OTHER, "agent-of-others")) scene.with(agent, Kind.AGENT, Map.of());
        scene.livekit.dispatches.add(new Dispatch("AD_9", Times.AGENT, mark("s1"), List.of(OTHER)));
        looks();
        assertThat(scene.livekit.done).containsExactly("remove " + OUR_AGENT, "remove " + OTHER);
    }

    private void over(SessionBuilder session) {
        var was = session.in(SessionState.ENDED);
        scene.there(new Session(
                was.id(),
                was.room(),
                was.plan(),
                was.state(),
                null,
                EndReason.USER_LEFT,
                was.casting(),
                was.face(),
                was.command(),
                was.presence(),
                was.stamps()));
    }

    private void looks() {
        assertThat(scene.admission(Times.settings()).consider(ROOM, scene.livekit.look(ROOM), "RM_1"))
                .isFalse();
    }

    private static String mark(String session) {
        return "{\"understudy\":1,\"session\":\"" + session + "\",\"attempt\":1}";
    }
}
