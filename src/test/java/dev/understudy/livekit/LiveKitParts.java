package dev.understudy.livekit;

import dev.understudy.credential.CredentialParts;
import dev.understudy.credential.KeyPair;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;

/** LiveKit's side as tests need it. */
public final class LiveKitParts {
    private LiveKitParts() {}

    /** Connections over which as many calls may be made as one likes. */
    public static LiveKitConnection connection(LiveKitSettings settings) {
        var budget = budget("none", Clock.systemUTC());
        return new LiveKitConnection(settings, budget, new CallMeters(new SimpleMeterRegistry(), budget));
    }

    /** A budget of so many calls a minute. */
    public static LiveKitBudget budget(String callsPerMinute, Clock clock) {
        return new LiveKitBudget(new BudgetSettings(null, CallsPerMinute.of(callsPerMinute)), clock);
    }

    /** Makes so many of the most urgent calls, as far as there are any. */
    public static void call(LiveKitBudget budget, int times) {
        for (var i = 0; i < times; i++) budget.take(CallClass.WAIT);
    }

    /** LiveKit answers a call with 429, and says nothing of when to come again. */
    public static void refuse(LiveKitBudget budget) {
        budget.refused(Duration.ZERO);
    }

    /** The configured key, which nobody changes. */
    public static LiveKitKeys keys(LiveKitSettings settings) {
        var pair = new KeyPair(settings.apiKey(), settings.apiSecret());
        return new LiveKitKeys(settings, CredentialParts.fixed(pair.asOne()));
    }
}
