package dev.understudy.metrics;

import dev.understudy.session.EndReason;
import dev.understudy.session.Reason;
import dev.understudy.session.SessionChanged;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Counts what happens to sessions. All series are there from the start, at 0: a missing one must not look like a good one. */
@Component
class SessionCounts {
    private static final Logger log = LoggerFactory.getLogger(SessionCounts.class);
    private static final List<EndReason> NOBODY_CAME = List.of(
            EndReason.NO_WORKER, EndReason.AGENT_NO_SHOW, EndReason.LIVEKIT_REJECTED, EndReason.LIVEKIT_UNAVAILABLE);
    private final MeterRegistry meters;
    private final Outcomes outcomes;
    private final Timer timeToAgent;
    private final Timer timeToVideo;

    SessionCounts(MeterRegistry meters, Outcomes outcomes) {
        this.meters = meters;
        this.outcomes = outcomes;
        timeToAgent = timer(Meters.TIME_TO_AGENT, "from a session's creation to its first agent");
        timeToVideo = timer(Meters.TIME_TO_VIDEO, "from the agent's joining to the avatar's video, first try");
        Outcomes.ALL.forEach(this::rooms);
        attempts("joined");
        NOBODY_CAME.forEach(cause -> attempts(cause.code()));
        for (var reason : Reason.values()) fallbacks(reason);
    }

    @EventListener
    void on(SessionChanged changed) {
        var meaning = Meaning.of(changed.change());
        meaning.timeToAgent().ifPresent(ms -> timeToAgent.record(Duration.ofMillis(ms)));
        meaning.timeToVideo().ifPresent(ms -> timeToVideo.record(Duration.ofMillis(ms)));
        meaning.dispatchResult().ifPresent(result -> attempts(result).increment());
        meaning.fallback().ifPresent(reason -> fallbacks(reason).increment());
        if (meaning.isOver()) over(meaning.after().id());
    }

    /** A number that cannot be had must not cost the session its turn. */
    private void over(String session) {
        try {
            rooms(outcomes.of(session)).increment();
        } catch (DataAccessException e) {
            log.warn("the outcome of a session could not be read and is not counted");
        }
    }

    private Counter rooms(String outcome) {
        return meters.counter(Meters.ROOMS, "outcome", outcome);
    }

    private Counter attempts(String result) {
        return meters.counter(Meters.DISPATCH_ATTEMPTS, "result", result);
    }

    private Counter fallbacks(Reason reason) {
        return meters.counter(Meters.FALLBACKS, "reason", reason.code());
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(Meters.SECONDS)
                .register(meters);
    }
}
