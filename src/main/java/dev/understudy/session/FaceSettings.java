package dev.understudy.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * When faces are asked for.
 *
 * @param provider {@code tavus}, or {@code audio}: the switch for everyone as long as nobody has moved it by PUT /api/mode
 * @param upgrade whether a running session gets its face when Tavus is good again
 * @param retryAfter waiting time after a refusal that only this session knows of, doubling
 * @param retryMax and no longer than this
 */
@ConfigurationProperties("understudy.avatar")
public record FaceSettings(Provider provider, boolean upgrade, Duration retryAfter, Duration retryMax) {
    /** Where faces come from. */
    public enum Provider {
        /** From Tavus. */
        TAVUS,
        /** From nowhere: everyone gets audio. */
        AUDIO
    }
}
