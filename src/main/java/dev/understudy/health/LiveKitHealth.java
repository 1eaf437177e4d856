package dev.understudy.health;

import dev.understudy.livekit.LiveKitBudget;
import dev.understudy.session.Health;
import dev.understudy.session.Pulses;
import dev.understudy.session.SignsOfLife;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Tells whether LiveKit answered last time, and whether agents can be watched by pings. It is not asked again for this:
 * somebody who looks at our health must not wait.
 */
@Component("livekitHealthIndicator")
class LiveKitHealth implements HealthIndicator {
    private final Health livekit;
    private final Pulses pulses;
    private final SignsOfLife signs;
    private final LiveKitBudget budget;

    LiveKitHealth(Health livekit, Pulses pulses, SignsOfLife signs, LiveKitBudget budget) {
        this.livekit = livekit;
        this.pulses = pulses;
        this.signs = signs;
        this.budget = budget;
    }

    @Override
    public org.springframework.boot.actuate.health.Health health() {
        if (!livekit.isUp()) return Reachable.not("LiveKit did not answer, or refused us");
        return Reachable.goodBut(Stream.of(limit(), server(), agents(), reporting())
                .filter(Objects::nonNull)
                .toList());
    }

    private @Nullable String limit() {
        return budget.refusals() > 0 ? "LiveKit refuses calls: the project's limit of calls is used up" : null;
    }

    private @Nullable String server() {
        return pulses.isWithout()
                ? "this LiveKit has no PerformRpc (1.9.2 and newer have): a dead agent is noticed after 20 s"
                : null;
    }

    private @Nullable String reporting() {
        var count = signs.count();
        return count == 0 ? null : count + " agents are vouched for by their workers, and not pinged";
    }

    private @Nullable String agents() {
        var mute = pulses.mute();
        return mute.isEmpty()
                ? null
                : "agents of " + String.join(", ", mute) + " answer no pings: a dead one is noticed after 20 s";
    }
}
