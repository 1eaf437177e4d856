package dev.understudy.sandbox;

import java.util.List;
import java.util.Map;
import livekit.LivekitAgentDispatch.AgentDispatch;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.TrackInfo;

/** A room as {@code GET /sandbox/rooms} shows it: for tests that ask what is really the case. */
record RoomPicture(String name, String sid, List<Person> participants, List<Dispatched> dispatches) {
    /**
     * Somebody in it.
     *
     * @param tracks the types of what they publish, {@code AUDIO} and {@code VIDEO}
     */
    record Person(
            String identity,
            String sid,
            String kind,
            String state,
            Map<String, String> attributes,
            List<String> tracks) {
        static Person of(ParticipantInfo info) {
            return new Person(
                    info.getIdentity(),
                    info.getSid(),
                    info.getKind().name(),
                    info.getState().name(),
                    info.getAttributesMap(),
                    info.getTracksList().stream()
                            .map(TrackInfo::getType)
                            .map(Enum::name)
                            .toList());
        }
    }

    /**
     * A dispatch of it.
     *
     * @param jobs the identities of the agents to which it was assigned
     */
    record Dispatched(String id, String agentName, String metadata, List<String> jobs) {
        static Dispatched of(AgentDispatch dispatch) {
            return new Dispatched(
                    dispatch.getId(),
                    dispatch.getAgentName(),
                    dispatch.getMetadata(),
                    dispatch.getState().getJobsList().stream()
                            .map(job -> job.getState().getParticipantIdentity())
                            .toList());
        }
    }

    static RoomPicture of(Room room) {
        synchronized (room) {
            return new RoomPicture(
                    room.name(),
                    room.info().getSid(),
                    room.people().stream().map(Person::of).toList(),
                    room.dispatches().stream().map(Dispatched::of).toList());
        }
    }
}
