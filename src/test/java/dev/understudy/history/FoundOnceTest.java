package dev.understudy.history;

import static dev.understudy.history.Move.Kind.ACKNOWLEDGEMENTS;
import static dev.understudy.history.Move.Kind.AGENTS_TO_COME;
import static dev.understudy.history.Move.Kind.AGENT_DIES;
import static dev.understudy.history.Move.Kind.APPLICATION_KILLED;
import static dev.understudy.history.Move.Kind.DISPATCHED_BY_API;
import static dev.understudy.history.Move.Kind.DISPATCHED_BY_SOMEBODY;
import static dev.understudy.history.Move.Kind.FOREIGN_AGENT;
import static dev.understudy.history.Move.Kind.LIVEKIT_AWAY;
import static dev.understudy.history.Move.Kind.OPERATOR_ENDS;
import static dev.understudy.history.Move.Kind.SERVER_CRASHES;
import static dev.understudy.history.Move.Kind.SWITCHED_BACK;
import static dev.understudy.history.Move.Kind.SWITCHED_TO_AUDIO;
import static dev.understudy.history.Move.Kind.TAVUS;
import static dev.understudy.history.Move.Kind.USER_JOINS;
import static dev.understudy.history.Move.Kind.USER_LEAVES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.OneAtATime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Histories that the search has found and that came to a bad end then. */
@OneAtATime
class FoundOnceTest {
    @Test
    void aRoomThatIsGoneWhileItsAgentIsOnTheWay() {
        ends(0, move(0, USER_JOINS), new Move(12, SERVER_CRASHES, "a", 0), new Move(490, SERVER_CRASHES, "a", 1));
    }

    @Test
    void anOperatorEndsASessionJustWhenItsAgentIsAskedFor() {
        ends(0, move(0, DISPATCHED_BY_API), move(3, OPERATOR_ENDS));
    }

    @Test
    void theAgentOfASessionThatWasEndedSoComesIntoTheNextOne() {
        ends(
                24,
                move(0, USER_JOINS),
                move(37, OPERATOR_ENDS),
                new Move(2, USER_JOINS, "a", 1),
                new Move(2, USER_JOINS, "a", 2));
    }

    @Test
    void theAgentOfAnEndedSessionComesBackWithTheServer() {
        ends(
                0,
                move(226, USER_JOINS),
                new Move(24_722, SERVER_CRASHES, "a", 6),
                move(1_552, OPERATOR_ENDS),
                move(11_755, APPLICATION_KILLED),
                move(1_515, APPLICATION_KILLED));
    }

    @Test
    void aDeadAgentASecondOneAndAnOperator() {
        ends(
                3,
                move(0, USER_JOINS),
                new Move(50, USER_JOINS, "a", 1),
                move(1_471, DISPATCHED_BY_SOMEBODY),
                move(12, AGENT_DIES),
                move(2_288, OPERATOR_ENDS),
                new Move(18, USER_JOINS, "a", 5));
    }

    @Test
    void killedWhenTavusHasSaidYes() {
        ends(0, move(2, USER_JOINS), move(1_781, AGENT_DIES), move(1_538, APPLICATION_KILLED));
    }

    @Test
    void theKeyIsRefusedWhileALostRequestIsLookedFor() {
        ends(
                0,
                move(0, USER_JOINS),
                new Move(0, TAVUS, "a", Company.Mood.SLOW.ordinal()),
                new Move(2_944, TAVUS, "a", Company.Mood.REJECTS_KEY.ordinal()),
                move(3_555, USER_JOINS));
    }

    @Test
    void oneNodeSeesLiveKitAwayWhileTheOtherWaitsForTavus() {
        ends(
                830,
                2,
                new Move(279, USER_JOINS, "b", 0),
                new Move(1, USER_JOINS, "a", 0, true),
                move(1_814, USER_JOINS),
                new Move(12, USER_JOINS, "b", 1),
                new Move(9, USER_JOINS, "b", 2),
                new Move(19, USER_LEAVES, "a", 1),
                new Move(12, USER_JOINS, "a", 1),
                new Move(1_128, USER_LEAVES, "a", 3),
                new Move(41, TAVUS, "b", Company.Mood.SLOW.ordinal()),
                new Move(166, SERVER_CRASHES, "a", 0));
    }

    @Test
    void aCommandIsNotLostOnAnAgentThatIsOnItsWayBackAfterARestart() {
        for (var seed = 1; seed < 300; seed++) {
            var moves = List.of(move(0, USER_JOINS), move(600 + seed * 10, SERVER_CRASHES));
            var world = new Living(new History(seed, 1, moves)).calmedDown();
            assertThat(world.agenda.tells("agent_did_not_switch"))
                    .as(() -> world.agenda.story())
                    .isFalse();
        }
    }

    /** Found by a longer search: everybody left while LiveKit could not be asked. */
    @Test
    void roomsThatEmptyAndFillWhileLiveKitIsAway() {
        ends(
                1,
                new Move(0, USER_JOINS, "a", 3),
                new Move(676, USER_JOINS, "b", 6),
                new Move(397, SWITCHED_BACK, "a", 0, true),
                new Move(1_351, USER_LEAVES, "a", 0),
                new Move(1_582, LIVEKIT_AWAY, "a", 3),
                new Move(86, SWITCHED_TO_AUDIO, "a", 0),
                new Move(6, USER_LEAVES, "a", 3),
                new Move(312, USER_LEAVES, "b", 6),
                new Move(12_100, USER_LEAVES, "a", 8),
                new Move(1_587, USER_LEAVES, "a", 5),
                new Move(11, AGENTS_TO_COME, "b", 3),
                new Move(2_980, USER_LEAVES, "a", 3),
                new Move(69, DISPATCHED_BY_API, "b", 6),
                new Move(147, USER_JOINS, "a", 4),
                new Move(1, USER_LEAVES, "a", 3),
                new Move(1_582, LIVEKIT_AWAY, "a", 0, true),
                new Move(2_508, FOREIGN_AGENT, "a", 5),
                new Move(3_295, USER_JOINS, "b", 7),
                new Move(9_647, ACKNOWLEDGEMENTS, "a", 6));
    }

    private static Move move(long after, Move.Kind kind) {
        return new Move(after, kind, "a", 0);
    }

    private static void ends(long luck, Move... moves) {
        ends(luck, 1, moves);
    }

    private static void ends(long luck, int nodes, Move... moves) {
        var history = new History(luck, nodes, List.of(moves));
        var world = new Living(history).calmedDown();
        assertThat(Truths.liesOf(world))
                .as(() -> history + "\n" + world.agenda.story())
                .isEmpty();
    }
}
