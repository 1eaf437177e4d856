package dev.understudy.events;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How the stream of events behaves.
 *
 * @param listeners how many may listen at the same time; one more is answered with 503
 * @param poll how often the store is asked for what other nodes wrote, while somebody listens
 * @param heartbeat between two comments that keep a silent connection alive
 * @param longest after which a stream ends; its listener comes again with the id that it heard last
 */
@ConfigurationProperties("understudy.events")
public record EventSettings(int listeners, Duration poll, Duration heartbeat, Duration longest) {}
