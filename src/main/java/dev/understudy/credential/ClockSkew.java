package dev.understudy.credential;

import dev.understudy.alert.AlertKind;
import dev.understudy.alert.Alerts;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whether LiveKit refuses us for our clock. It looks at the signature first, so what it says of that is about the key; a token
 * that it cannot take for its times says nothing of the key. It allows a minute (measured on livekit-server 1.13.5).
 */
@Component
class ClockSkew {
    private static final String SUBJECT = "livekit";
    private static final Duration LEEWAY = Duration.ofSeconds(30);
    private final Alerts alerts;
    private final Clock clock;

    ClockSkew(Alerts alerts, Clock clock) {
        this.alerts = alerts;
        this.clock = clock;
    }

    /** How the clocks differ, in words, when that is why; null when it is not. Raises the alert, or clears it. */
    @Nullable
    String review(ProbeAnswer answer, boolean isAboutTheKey) {
        var skew = isAboutTheKey ? null : skew(answer);
        if (skew != null)
            alerts.raise(
                    AlertKind.CLOCK_SKEW, SUBJECT, "LiveKit refuses our tokens: " + skew + ". Set the clocks (NTP).");
        else if (isAboutTheKey || answer.status() == 200) alerts.clear(AlertKind.CLOCK_SKEW, SUBJECT);
        return skew;
    }

    private @Nullable String skew(ProbeAnswer answer) {
        var isAboutTheToken = answer.status() == 401 && answer.words().startsWith("invalid token");
        if (!isAboutTheToken || answer.words().contains("malformed")) return null;
        var ahead = answer.date() == null ? 0 : (clock.millis() - answer.date()) / 1_000;
        if (Math.abs(ahead) > LEEWAY.toSeconds())
            return "our clock is " + Math.abs(ahead) + " s " + (ahead > 0 ? "ahead of" : "behind") + " LiveKit's";
        var isAboutTimes =
                answer.words().contains("not valid yet") || answer.words().contains("expired");
        return isAboutTimes ? "our clock and LiveKit's differ" : null;
    }
}
