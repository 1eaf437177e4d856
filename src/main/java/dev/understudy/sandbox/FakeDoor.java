package dev.understudy.sandbox;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where clients connect: with a token that is checked, or as an agent whose token the server minted itself. */
@Simulated
class FakeDoor {
    private static final Logger log = LoggerFactory.getLogger(FakeDoor.class);
    /** Clients try again this often, and give up after 18.5 s (measured). */
    private static final Duration AGAIN = Duration.ofMillis(500);

    private static final int TRIES = 37;

    private final FakeRooms rooms;
    private final FakeFaults faults;
    private final FakeKeys keys;
    private final Later later;

    FakeDoor(FakeRooms rooms, FakeFaults faults, FakeKeys keys, Later later) {
        this.rooms = rooms;
        this.faults = faults;
        this.keys = keys;
        this.later = later;
    }

    /** What a token lets its bearer do; TwirpError when it is no good or not for joining a room. */
    Grants check(String token) {
        var grants = keys.verify(token);
        if (!grants.roomJoin() || grants.identity().isEmpty()) throw TwirpError.denied();
        return grants;
    }

    /** Joins with a checked token, in the room that it names; a room that it makes gets the token's roomConfig. */
    Participant join(Grants grants, List<Media> brings) {
        return rooms.join(grants.room(), grants.shape(), Guest.bearer(grants, brings));
    }

    /** True while nobody can connect. */
    boolean shut() {
        return faults.livekitIsAway();
    }

    /** Joins now, or as soon as the server is there again. */
    void joinWhenThere(String room, RoomShape shape, Guest guest) {
        attempt(room, shape, guest, TRIES);
    }

    private void attempt(String room, RoomShape shape, Guest guest, int tries) {
        if (!shut()) rooms.join(room, shape, guest);
        else if (tries > 0) later.in(AGAIN, () -> attempt(room, shape, guest, tries - 1));
        else log.info("{} gave up connecting to room {}", guest.info().getIdentity(), room);
    }
}
