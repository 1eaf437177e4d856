package dev.understudy.history;

import static dev.understudy.history.Move.Kind.AGENT_DIES;
import static dev.understudy.history.Move.Kind.APPLICATION_KILLED;
import static dev.understudy.history.Move.Kind.USER_JOINS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Histories that random search found and that came to a bad end once. */
class FoundOnceTest {
    @Test
    void killedAfterTheSecondConversation() {
        ends(
                new Move(2, USER_JOINS, "a", 0),
                new Move(1_781, AGENT_DIES, "a", 0),
                new Move(1_538, APPLICATION_KILLED, "a", 0));
    }

    private static void ends(Move... moves) {
        var history = new History(0, 1, List.of(moves));
        var world = new Living(history).calmedDown();
        System.out.println(world.agenda.story());
        world.memory.sessions.values().forEach(r -> System.out.println(r.session));
        assertThat(Truths.liesOf(world))
                .as(() -> history + "\n" + world.agenda.story())
                .isEmpty();
    }
}
