package dev.understudy.health;

import dev.understudy.session.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Tells whether LiveKit answered last time. It is not asked again for this: somebody who looks at our health must not wait. */
@Component("livekitHealthIndicator")
class LiveKitHealth implements HealthIndicator {
    private final Health livekit;

    LiveKitHealth(Health livekit) {
        this.livekit = livekit;
    }

    @Override
    public org.springframework.boot.actuate.health.Health health() {
        return livekit.isUp() ? Reachable.good() : Reachable.not("LiveKit did not answer, or refused us");
    }
}
