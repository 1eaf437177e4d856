package dev.understudy.livekit;

import java.util.List;
import java.util.Optional;

/**
 * Who is in a room at one moment. Only ACTIVE participants count: JOINED comes before their media.
 *
 * @param people everybody, in no order
 */
public record RoomView(List<Participant> people) {
    /** Nobody there, or no such room: LiveKit answers both alike. */
    public static final RoomView EMPTY = new RoomView(List.of());

    /** The persons. */
    public List<Participant> users() {
        return people.stream().filter(Participant::isUser).toList();
    }

    /** Whether a telephone is dialled that nobody has answered yet. */
    public boolean isDialling() {
        return people.stream().anyMatch(Participant::isDialled);
    }

    /** Whether people are there of whom none can see a face. */
    public boolean nobodyCanSee() {
        return !users().isEmpty() && people.stream().noneMatch(Participant::canSee);
    }

    /** The agents of a name, avatars left out. */
    public List<Participant> agents(String name) {
        return people.stream().filter(p -> p.isAgent(name)).toList();
    }

    /** The avatars. */
    public List<Participant> avatars() {
        return people.stream().filter(p -> p.behalf() != null).toList();
    }

    /** The one of that identity. */
    public Optional<Participant> find(String identity) {
        return people.stream().filter(p -> p.identity().equals(identity)).findFirst();
    }
}
