package dev.understudy.backendlog;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How backends' logs are watched; each value is explained beside its default in config/application.yaml.
 *
 * @param enabled whether they are
 * @param interval between two looks at a container
 * @param lookInterval between two searches for containers whose time has come
 * @param readers looks side by side
 * @param commandTimeout of one command, on the host
 * @param limit of one answer, in bytes
 * @param history how far back a container is read that was there before
 * @param quiet without a line of that kind: its alert is over
 * @param lastLines how long a rotation waits for the old container's last lines
 * @param unreadableAfter looks in a row that came to nothing
 * @param patterns what lines are, the first match wins
 */
@ConfigurationProperties("understudy.backendlog")
public record BackendLogSettings(
        boolean enabled,
        Duration interval,
        Duration lookInterval,
        int readers,
        Duration commandTimeout,
        int limit,
        Duration history,
        Duration quiet,
        Duration lastLines,
        int unreadableAfter,
        @DefaultValue List<LinePattern> patterns) {}
