package dev.understudy.livekit;

/**
 * A room of ListRooms.
 *
 * @param name its name, chosen by whoever made it
 * @param sid {@code RM_…}; another sid under the same name means that the server lost the first one
 * @param people how many are in it, agents not counted (LiveKit's {@code num_participants}, a hint: it may be late, or wrong)
 */
public record Room(String name, String sid, int people) {}
