package dev.understudy.backend;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What an operator may do to backends; each value is explained beside its default in config/application.yaml. The backends are
 * those of {@code understudy.rotation.hosts}.
 *
 * @param restartWait from TERM until the worker is killed
 * @param logBytes of a log's end that are fetched at most
 * @param tidyInterval of the search for actions that nobody finished
 */
@ConfigurationProperties("understudy.backend")
public record BackendSettings(Duration restartWait, int logBytes, Duration tidyInterval) {}
