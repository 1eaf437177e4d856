package dev.understudy.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.session.Watched;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where there are fewer pings than agents. */
class RoundTest {
    private final Round round = new Round();

    @Test
    void everyAgentHasItsTurn() {
        assertThat(next(2, "a", "b", "c", "d", "e")).containsExactly("a", "b");
        assertThat(next(2, "a", "b", "c", "d", "e")).containsExactly("c", "d");
        assertThat(next(2, "a", "b", "c", "d", "e")).containsExactly("e", "a");
    }

    @Test
    void whoIsNewIsPingedFirstAndWhoIsGoneIsForgotten() {
        next(1, "a", "b");
        next(1, "a", "b");
        assertThat(next(1, "a", "b", "new")).containsExactly("new");
        assertThat(next(1, "b", "new")).containsExactly("b");
        assertThat(next(1, "a", "b", "new")).containsExactly("a");
    }

    @Test
    void withoutALimitItIsAllOfThemAndWithoutACallNobody() {
        assertThat(next(Integer.MAX_VALUE, "a", "b")).containsExactly("a", "b");
        assertThat(next(0, "a", "b")).isEmpty();
    }

    private List<String> next(int most, String... agents) {
        var all = Stream.of(agents)
                .map(agent -> new Watched("room", "worker", agent, 0, true, null))
                .toList();
        return round.next(all, most).stream().map(Watched::agent).toList();
    }
}
