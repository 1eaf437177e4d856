package dev.understudy.limits;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What may be had at most; each is a number or {@code none}. What is counted by address counts only where anybody may call.
 *
 * @param tokensPerMinutePerAddress calls of POST /api/token
 * @param tokensPerMinute the same, of all together on this node
 * @param dispatchesPerMinutePerAddress calls of POST /api/dispatch-agent
 * @param dispatchesPerMinute the same, of all together on this node
 * @param openSessions sessions that may be open when a dispatch call opens one more
 * @param conversations that go on at Tavus at once
 * @param conversationsPerHour asked for within an hour
 * @param conversationsPerDay asked for within 24 hours
 * @param sessionsPerIdentity faces at once for the same user's identity, where anybody may call
 * @param conversationsPerAddress that go on at once for tokens that were asked for from the same address, where anybody may call
 * @param listenersPerToken of GET /api/events with the same participant's token
 * @param listenersPerRoom of participants, for the same room
 * @param listenersPerAddress of participants, from the same address
 * @param listenersOperators of understudy.events.listeners, so many are kept for operators
 * @param trustedProxies a regular expression of the addresses that may say for whom they call
 */
@ConfigurationProperties("understudy.limits")
public record LimitSettings(
        Limit tokensPerMinutePerAddress,
        Limit tokensPerMinute,
        Limit dispatchesPerMinutePerAddress,
        Limit dispatchesPerMinute,
        Limit openSessions,
        Limit conversations,
        Limit conversationsPerHour,
        Limit conversationsPerDay,
        Limit sessionsPerIdentity,
        Limit conversationsPerAddress,
        Limit listenersPerToken,
        Limit listenersPerRoom,
        Limit listenersPerAddress,
        Limit listenersOperators,
        String trustedProxies) {}
