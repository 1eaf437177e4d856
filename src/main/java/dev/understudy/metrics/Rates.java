package dev.understudy.metrics;

import dev.understudy.session.SessionChanged;
import dev.understudy.session.SessionSettings;
import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The two numbers of the mission: do agents join, and does Tavus say yes. Of this node, over the last 10 minutes. */
@Component
public class Rates {
    private final Share joins;
    private final Share faces;
    private final long deadlineMs;

    /** Knows nothing yet. */
    public Rates(SessionSettings settings, Clock clock) {
        joins = new Share(clock);
        faces = new Share(clock);
        deadlineMs = settings.joinDeadline().toMillis();
    }

    /** The share of waited-for agents that came, from 0 to 1; NaN when none was waited for. */
    public double joinRate() {
        return joins.value();
    }

    /** The share of wanted faces that Tavus gave, from 0 to 1; NaN when none was wanted. */
    public double tavusSuccessRate() {
        return faces.value();
    }

    @EventListener
    void on(SessionChanged changed) {
        var meaning = Meaning.of(changed.change());
        meaning.agentCame(deadlineMs).ifPresent(joins::add);
        meaning.tavusGave().ifPresent(faces::add);
    }
}
