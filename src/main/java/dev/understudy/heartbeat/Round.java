package dev.understudy.heartbeat;

import dev.understudy.session.SignsOfLife.Seat;
import dev.understudy.session.Watched;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whose turn it is to be pinged where not all can be in one beat: those whose last ping is the longest ago. */
final class Round {
    private final Map<Seat, Long> lastBeat = new HashMap<>();
    private long beat;

    /** At most so many of these agents; the others are the first of the next beat. */
    List<Watched> next(List<Watched> all, int most) {
        beat++;
        lastBeat.keySet().retainAll(all.stream().map(Seat::of).collect(Collectors.toSet()));
        var chosen = all.stream()
                .sorted(Comparator.comparingLong(agent -> lastBeat.getOrDefault(Seat.of(agent), 0L)))
                .limit(most)
                .toList();
        for (var agent : chosen) lastBeat.put(Seat.of(agent), beat);
        return chosen;
    }
}
