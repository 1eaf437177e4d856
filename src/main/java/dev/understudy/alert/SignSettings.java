package dev.understudy.alert;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * When what hurts users becomes an alert; each value is explained beside its default in config/application.yaml.
 *
 * @param lasting as soon as one is hit for so long
 * @param row or so many in a row are
 * @param quiet without a further one: it is over, though nobody can say that it goes well
 */
@ConfigurationProperties("understudy.alert.signs")
public record SignSettings(Duration lasting, int row, Duration quiet) {}
