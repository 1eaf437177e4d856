package dev.understudy.livekit;

/**
 * A room of ListRooms.
 *
 * @param name its name, chosen by whoever made it
 * @param sid {@code RM_…}; another sid under the same name means that the server lost the first one
 */
public record Room(String name, String sid) {}
