package dev.understudy.sandbox;

import java.util.List;
import livekit.LivekitAgentDispatch.RoomAgentDispatch;
import livekit.LivekitRoom.CreateRoomRequest;
import livekit.LivekitRoom.RoomConfiguration;

/**
 * How a room is made when it is made; an existing room keeps what it has.
 *
 * @param emptyTimeout s it lives without any user having come
 * @param departureTimeout s it lives after the last one left
 * @param maxParticipants 0 is no limit
 * @param metadata its metadata
 * @param agents dispatched at once; without any the room gets a dispatch without a name
 */
record RoomShape(
        int emptyTimeout, int departureTimeout, int maxParticipants, String metadata, List<RoomAgentDispatch> agents) {
    private static final int EMPTY_TIMEOUT = 300;
    private static final int DEPARTURE_TIMEOUT = 20;

    /** What a join or a dispatch makes. */
    static final RoomShape PLAIN = new RoomShape(EMPTY_TIMEOUT, DEPARTURE_TIMEOUT, 0, "", List.of());

    static RoomShape of(CreateRoomRequest asked) {
        return new RoomShape(
                or(asked.getEmptyTimeout(), EMPTY_TIMEOUT),
                or(asked.getDepartureTimeout(), DEPARTURE_TIMEOUT),
                asked.getMaxParticipants(),
                asked.getMetadata(),
                asked.getAgentsList());
    }

    static RoomShape of(RoomConfiguration asked) {
        return new RoomShape(
                or(asked.getEmptyTimeout(), EMPTY_TIMEOUT),
                or(asked.getDepartureTimeout(), DEPARTURE_TIMEOUT),
                asked.getMaxParticipants(),
                asked.getMetadata(),
                asked.getAgentsList());
    }

    private static int or(int asked, int otherwise) {
        return asked == 0 ? otherwise : asked;
    }
}
