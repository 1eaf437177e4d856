package dev.understudy.history;

import static dev.understudy.history.Move.Kind.AGENTS_NAMED_ALIKE;
import static dev.understudy.history.Move.Kind.AGENTS_TO_COME;
import static dev.understudy.history.Move.Kind.USER_JOINS;
import static dev.understudy.history.Move.Kind.USER_LEAVES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.OneAtATime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Histories of workers that give all their agents one identity ({@code JobRequest.accept(identity=…)}). */
@OneAtATime
class NamedAlikeTest {
    @ParameterizedTest
    @EnumSource(names = {"AGENT_DIES", "AGENT_FREEZES", "AGENT_LEAVES"})
    void theNextAgentIsTheOneThatWasAskedFor(Move.Kind what) {
        var world = after(move(9_000, what));
        assertThat(world.memory.openIn("a").orElseThrow().casting().attempt()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"AGENT_DIES", "AGENT_FREEZES", "AGENT_LEAVES"})
    void evenWhereItsJobIsListedLate(Move.Kind what) {
        var late = Troupe.Coming.JOB_SHOWN_LATE.ordinal();
        var world = after(new Move(9_000, AGENTS_TO_COME, "a", late), move(0, what));
        assertThat(world.memory.openIn("a").orElseThrow().casting().attempt()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"AGENT_DIES", "AGENT_LEAVES"})
    void andTheUserLoadsThePageAnewMeanwhile(Move.Kind what) {
        var world = after(move(9_000, what), move(3_000, USER_LEAVES), move(2_000, USER_JOINS));
        assertThat(world.memory.openIn("a").orElseThrow().casting().attempt()).isEqualTo(2);
    }

    private static World after(Move... moves) {
        var all = new ArrayList<>(List.of(new Move(0, AGENTS_NAMED_ALIKE, "a", 1), move(10, USER_JOINS)));
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
