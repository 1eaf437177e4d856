package dev.understudy.webhook;

import java.util.Set;

/**
 * What is kept of one of LiveKit's events; texts that the event does not have are empty.
 *
 * @param id LiveKit's, the same on every retry
 * @param event its name, for example {@code participant_joined}
 * @param room the room's name
 * @param roomSid one life of that room
 * @param participant the participant's identity
 * @param participantSid one presence of that participant
 * @param receivedAt UTC ms
 * @param detail of who left: one of the words of {@link Parting}; of a track {@link #AUDIO} where it is sound; else empty
 */
public record WebhookEvent(
        String id,
        String event,
        String room,
        String roomSid,
        String participant,
        String participantSid,
        long receivedAt,
        String detail) {
    /** A track of sound. */
    public static final String AUDIO = "audio";

    private static final Set<String> OF_ROOMS = Set.of(
            "room_started",
            "room_finished",
            "participant_joined",
            "participant_left",
            "participant_connection_aborted",
            "track_published",
            "track_unpublished");

    /** One without a detail. */
    public WebhookEvent(
            String id,
            String event,
            String room,
            String roomSid,
            String participant,
            String participantSid,
            long receivedAt) {
        this(id, event, room, roomSid, participant, participantSid, receivedAt, "");
    }

    /** True for the events that can change a session: of a room, and of a kind that LiveKit 1.13.5 sends for rooms. */
    public boolean concernsSession() {
        return OF_ROOMS.contains(event) && !room.isEmpty();
    }

    /** Its name where the name is one of LiveKit's for rooms, otherwise {@code other}: a metric must not grow by what is sent. */
    public String label() {
        return OF_ROOMS.contains(event) ? event : "other";
    }
}
