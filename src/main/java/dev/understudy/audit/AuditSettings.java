package dev.understudy.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The record's length; explained beside its default in config/application.yaml.
 *
 * @param keep how long an entry is kept
 */
@ConfigurationProperties("understudy.audit")
public record AuditSettings(Duration keep) {}
