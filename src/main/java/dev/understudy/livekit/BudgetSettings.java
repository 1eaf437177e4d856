package dev.understudy.livekit;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How often LiveKit may be called.
 *
 * @param url the server, whose name tells whether it is LiveKit Cloud
 * @param callsPerMinute of all nodes together; {@code auto} (the default) is 800 for {@code *.livekit.cloud}, and none elsewhere
 */
@ConfigurationProperties("understudy.livekit")
public record BudgetSettings(@Nullable URI url, @Nullable CallsPerMinute callsPerMinute) {
    /** What holds. */
    CallsPerMinute calls() {
        var host = url == null ? null : url.getHost();
        var said = callsPerMinute == null ? CallsPerMinute.AUTO : callsPerMinute;
        return said.at(host == null ? "" : host);
    }
}
