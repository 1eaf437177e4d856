package dev.understudy.reconcile;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How often.
 *
 * @param interval between two reconciles
 * @param confirm after a room was missing from LiveKit's list: how long until it is asked for once more
 */
@ConfigurationProperties("understudy.reconcile")
public record ReconcileSettings(Duration interval, Duration confirm) {}
