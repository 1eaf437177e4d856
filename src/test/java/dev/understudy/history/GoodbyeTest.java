package dev.understudy.history;

import static dev.understudy.history.Move.Kind.AGENT_SAYS_GOODBYE;
import static dev.understudy.history.Move.Kind.DISPATCHED_BY_SOMEBODY;
import static dev.understudy.history.Move.Kind.SERVER_CRASHES;
import static dev.understudy.history.Move.Kind.USER_JOINS;
import static dev.understudy.history.Move.Kind.USER_LEAVES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.OneAtATime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories of rooms whose agent has left for good: who brings another one. */
@OneAtATime
class GoodbyeTest {
    private static final int GOOD = 0;
    private static final int HANDOVER = 1;

    @ParameterizedTest
    @ValueSource(ints = {GOOD, HANDOVER})
    void whoLoadsThePageAnewDoesNot(int what) {
        var world = after(what, move(60_000, USER_LEAVES), move(3_000, USER_JOINS));
        assertThat(world.memory.sessions).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {GOOD, HANDOVER})
    void whoComesBackIntoTheSameRoomWhenTheUsualTimeIsOverDoes(int what) {
        var world = after(what, move(60_000, USER_LEAVES), move(12_000, USER_JOINS));
        assertThat(world.memory.openIn("a")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {GOOD, HANDOVER})
    void whoComesBackIntoAnotherLifeOfTheRoomDoes(int what) {
        var world = after(what, move(60_000, USER_LEAVES), move(3_600_000, USER_JOINS));
        assertThat(world.memory.openIn("a")).isPresent();
    }

    @Test
    void aServerThatIsKilledBringsNoAgentBackIntoATalkThatWasHandedOver() {
        var world = after(HANDOVER, move(5_000, SERVER_CRASHES));
        assertThat(world.memory.sessions).hasSize(1);
    }

    @Test
    void anAgentThatSomebodyElseAsksForThenStays() {
        var world = after(HANDOVER, move(60_000, DISPATCHED_BY_SOMEBODY));
        assertThat(world.memory.sessions).hasSize(1);
        assertThat(world.stage.rooms.get("a").ourAgents()).hasSize(1);
    }

    /** A user comes, the agent leaves for good, then this. */
    private static World after(int goodbye, Move... moves) {
        var all = new ArrayList<>(List.of(move(0, USER_JOINS), new Move(9_000, AGENT_SAYS_GOODBYE, "a", goodbye)));
        all.addAll(List.of(moves));
        var history = new History(0, 1, all);
        var world = new Living(history).calmedDown();
        assertThat(Truths.liesOf(world))
                .as(() -> history + "\n" + world.agenda.story())
                .isEmpty();
        return world;
    }

    private static Move move(long after, Move.Kind kind) {
        return new Move(after, kind, "a", 0);
    }
}
