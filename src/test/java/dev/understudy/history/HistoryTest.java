package dev.understudy.history;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;
import org.slf4j.LoggerFactory;

/**
 * Whatever is lost, doubled, late or killed: when the world has calmed down and one reconcile has been, every room with a user
 * has exactly one agent, the one that its one session knows, and nothing that costs money goes on for nobody.
 */
class HistoryTest {
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger("ROOT");
    private static Level before = Level.INFO;

    @BeforeContainer
    static void beQuiet() {
        before = ROOT.getLevel();
        ROOT.setLevel(Level.OFF);
    }

    @AfterContainer
    static void speakAgain() {
        ROOT.setLevel(before);
    }

    /** As many as jqwik.tries.default says: 2,000, or more for who has the time. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyHistoryComesToTheSameEnd(@ForAll("histories") History history) {
        var world = new Living(history).calmedDown();
        for (var sight : List.of(
                "VIDEO:",
                "in the middle",
                "writes too late",
                "FAILED",
                "second agent",
                "LiveKit is killed",
                "the-agent is out",
                "says goodbye")) seen(sight, world.agenda.tells(sight));
        assertThat(Truths.liesOf(world))
                .as(() -> history + "\n" + world.agenda.story())
                .isEmpty();
    }

    @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
    @Tag("chaos")
    void everyOneOfManyMoreComesToTheSameEnd(@ForAll("histories") History history) {
        everyHistoryComesToTheSameEnd(history);
    }

    /** Histories in which it never happens would prove nothing. */
    private static void seen(String sight, boolean now) {
        Statistics.label(sight).collect(now);
        Statistics.label(sight).coverage(all -> all.check(true).count(count -> count > 10));
    }

    @Provide
    Arbitrary<History> histories() {
        var luck = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(0L)),
                Tuple.of(6, Arbitraries.longs().between(0, 1_000_000)));
        var nodes = Arbitraries.frequency(Tuple.of(3, 1), Tuple.of(1, 2));
        return Combinators.combine(luck, nodes, moves().list().ofMinSize(1).ofMaxSize(20))
                .as(History::new);
    }

    private static Arbitrary<Move> moves() {
        var waits = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.longs().between(0, 20)),
                Tuple.of(4, Arbitraries.longs().between(20, 1_500)),
                Tuple.of(3, Arbitraries.longs().between(1_500, 12_000)),
                Tuple.of(1, Arbitraries.longs().between(12_000, 40_000)),
                Tuple.of(1, Arbitraries.longs().between(120_000, 200_000)));
        var kinds = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(Move.Kind.USER_JOINS)),
                Tuple.of(3, Arbitraries.just(Move.Kind.USER_LEAVES)),
                Tuple.of(10, Arbitraries.of(Move.Kind.class)));
        var rooms = Arbitraries.frequency(Tuple.of(4, "a"), Tuple.of(1, "b"));
        var who = Arbitraries.integers().between(0, 8);
        var meanwhile = Arbitraries.frequency(Tuple.of(6, false), Tuple.of(1, true));
        return Combinators.combine(waits, kinds, rooms, who, meanwhile).as(Move::new);
    }
}
