package dev.understudy.session;

import org.jspecify.annotations.Nullable;

/**
 * An agent in a room, for the heartbeat.
 *
 * @param room where
 * @param agentName the name of its worker
 * @param agent its identity
 * @param agentAt since when it is there, UTC ms
 * @param answers whether it has answered a ping before
 * @param awaits the epoch whose acknowledgement is waited for; null when none is
 */
public record Watched(
        String room,
        String agentName,
        String agent,
        long agentAt,
        boolean answers,
        @Nullable Long awaits) {}
