package dev.understudy.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.OneAtATime;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A few of {@link HistoryTest}'s histories, the same ones each time: for who has to ask many times over, as the profile mutation
 * does.
 */
@OneAtATime
class FewHistoriesTest {
    private static final int EACH = 8;

    @BeforeAll
    static void beQuiet() {
        HistoryTest.beQuiet();
    }

    @AfterAll
    static void speakAgain() {
        HistoryTest.speakAgain();
    }

    @ParameterizedTest(name = "from seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theyComeToTheSameEndToo(long seed) {
        var random = new Random(seed);
        for (var count = 0; count < EACH; count++) {
            var history = history(random);
            var world = new Living(history).calmedDown();
            assertThat(Truths.liesOf(world))
                    .as(() -> history + "\n" + world.agenda.story())
                    .isEmpty();
        }
    }

    private static History history(Random random) {
        var moves = new ArrayList<Move>();
        for (var left = 1 + random.nextInt(20); left > 0; left--) moves.add(move(random));
        return new History(random.nextInt(1_000_000), random.nextInt(4) == 0 ? 2 : 1, moves);
    }

    private static Move move(Random random) {
        var waits = new int[] {20, 1_500, 1_500, 12_000, 40_000, 200_000};
        var all = Move.Kind.values();
        var kind = random.nextInt(3) == 0 ? Move.Kind.USER_JOINS : all[random.nextInt(all.length)];
        var room = random.nextInt(5) == 0 ? "b" : "a";
        var after = random.nextInt(waits[random.nextInt(waits.length)]);
        return new Move(after, kind, room, random.nextInt(9), random.nextInt(7) == 0);
    }
}
