package dev.understudy.history;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What happened, in order.
 *
 * @param seed of the world's luck; 0 for a world in which everything is prompt and nothing is lost
 * @param nodes how many processes serve
 * @param moves what happens
 */
record History(long seed, int nodes, List<Move> moves) {
    @Override
    public String toString() {
        return "luck " + seed + ", " + nodes + " node(s):\n"
                + moves.stream().map(move -> "  " + move).collect(Collectors.joining("\n"));
    }
}
