package dev.understudy.reconcile;

import dev.understudy.livekit.Room;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Rooms that are listed as they were when they last got their turn: a look at each of them, each time, would be most of the calls
 * of a quiet hour. Every other time they get their turn all the same, since one may have come for another who left.
 */
final class Familiar {
    private static final int OFTEN = 2;
    private final Map<String, Known> rooms = new HashMap<>();

    /**
     * A room as it was listed.
     *
     * @param room with its sid and how many are in it
     * @param passed how often it has been passed over since its turn
     */
    private record Known(Room room, int passed) {}

    /** Whether the room is to have its turn. */
    synchronized boolean isDue(Room room) {
        var known = rooms.get(room.name());
        var passed = known == null || !known.room().equals(room) ? OFTEN : known.passed() + 1;
        rooms.put(room.name(), new Known(room, passed % OFTEN));
        return passed >= OFTEN;
    }

    /** These are all that there are. */
    synchronized void keep(Collection<Room> listed) {
        rooms.keySet().retainAll(listed.stream().map(Room::name).collect(Collectors.toSet()));
    }

    /** Nothing is known of any. */
    synchronized void forget() {
        rooms.clear();
    }
}
