package dev.understudy.meet;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The page to meet the agent.
 *
 * @param enabled whether it is served at all
 * @param media whether browsers can join the rooms; they cannot in the sandbox, whose rooms are simulated
 */
@ConfigurationProperties("understudy.meet")
public record MeetSettings(boolean enabled, boolean media) {}
