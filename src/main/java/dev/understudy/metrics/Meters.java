package dev.understudy.metrics;

import java.time.Duration;

/**
 * The names of all our series, as Micrometer has them: Prometheus reads {@code understudy_rooms_total} and
 * {@code understudy_time_to_agent_seconds}. None has a room, a session or a person in its labels. docs/metrics.md explains them.
 */
final class Meters {
    /** Sessions that are over, by the best that their users got: {@code outcome} video, audio or none. */
    static final String ROOMS = "understudy.rooms";
    /** From a session's creation to its first agent in the room. */
    static final String TIME_TO_AGENT = "understudy.time.to.agent";
    /** From the agent's joining to the avatar's published video, where the first try succeeded. */
    static final String TIME_TO_VIDEO = "understudy.time.to.video";
    /** What became of dispatches: {@code result} joined, or why nobody came. */
    static final String DISPATCH_ATTEMPTS = "understudy.dispatch.attempts";
    /** Sessions that got audio where video was possible, by {@code reason}. */
    static final String FALLBACKS = "understudy.fallbacks";
    /** The breaker of the Tavus key in use: 0 closed, 1 half open, 2 open. */
    static final String CIRCUIT_STATE = "understudy.circuit.state";
    /** Open sessions in the store, by {@code state} and {@code mode}; every node of a store shows the same. */
    static final String SESSIONS_OPEN = "understudy.sessions.open";
    /** The share of waited-for agents that came, lately; NaN when none was waited for. */
    static final String JOIN_RATE = "understudy.join.rate";
    /** The share of wanted faces that Tavus gave, lately; NaN when none was wanted. */
    static final String TAVUS_SUCCESS_RATE = "understudy.tavus.success.rate";
    /** Whether LiveKit answered last time: 1 or 0. */
    static final String LIVEKIT_UP = "understudy.livekit.up";
    /** Whether the key that a {@code provider} has in a {@code slot} is good: 1 or 0; NaN for an empty slot. */
    static final String KEY_VALID = "understudy.provider.key.valid";
    /** When that key's provider was asked last, UTC s; NaN for never. */
    static final String KEY_CHECKED = "understudy.provider.key.last.check.timestamp";
    /** Key rotations that are over, by {@code result}: done, rolled_back, refused, needs_person or abandoned. */
    static final String ROTATIONS = "understudy.rotations";
    /** Alerts that last, by {@code kind}; every node of a store shows the same. */
    static final String ALERTS_OPEN = "understudy.alerts.open";
    /** Tries to tell somebody, by {@code receiver_kind} (webhook, mail) and {@code result}: delivered, failed or dead. */
    static final String ALERT_DELIVERIES = "understudy.alert.deliveries";
    /** Smoke checks that are over, by {@code state}: passed or failed. */
    static final String SMOKE_RUNS = "understudy.smoke.runs";
    /** How long the lines of smoke checks took that passed, by {@code line}. */
    static final String SMOKE_LINE = "understudy.smoke.line";
    /** LiveKit's events, by {@code event} and {@code result}; counted where they come in. */
    static final String WEBHOOKS = "understudy.webhooks";
    /** From a webhook's arrival to its answer. */
    static final String WEBHOOK_ANSWER = "understudy.webhook.answer";

    /** Buckets for an agent's or a face's coming. */
    static final Duration[] SECONDS =
            millis(250, 500, 1_000, 1_500, 2_000, 3_000, 4_000, 5_000, 7_500, 10_000, 15_000, 20_000, 30_000, 60_000);

    /** Buckets for an answer to a program. */
    static final Duration[] MILLISECONDS = millis(1, 2, 5, 10, 20, 50, 100, 250, 500, 1_000, 5_000);

    private Meters() {}

    private static Duration[] millis(long... values) {
        return java.util.Arrays.stream(values).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}
