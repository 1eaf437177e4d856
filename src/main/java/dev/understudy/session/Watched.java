package dev.understudy.session;

import org.jspecify.annotations.Nullable;

/**
 * An agent under watch.
 *
 * @param room where
 * @param agent its identity
 * @param agentAt since when it is there, UTC ms
 * @param awaits the epoch whose acknowledgement is waited for; null when none is
 */
public record Watched(
        String room, String agent, long agentAt, @Nullable Long awaits) {}
