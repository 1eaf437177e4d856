package dev.understudy.limits;

import dev.understudy.alert.Alert;
import dev.understudy.alert.AlertKind;
import dev.understudy.alert.Alerts;
import dev.understudy.common.Node;
import dev.understudy.livekit.LiveKitBudget;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Tells people that the calls to LiveKit are nearly used up, or used up by others, for each node; and that it is over. */
@Component("livekitBudgetAlert")
public class LiveKitBudgetAlert {
    private static final int NEARLY_PERCENT = 80;
    private static final long QUIET_MS = Duration.ofMinutes(2).toMillis();
    private static final String REFUSED =
            " calls to LiveKit were refused within a minute because the project's limit is used up: by others, or because"
                    + " understudy.livekit.calls-per-minute is above it; who waits for an agent waits longer";

    private final LiveKitBudget budget;
    private final Node node;
    private final Alerts alerts;
    private final Clock clock;

    /** Tells these alerts of the calls of this node. */
    public LiveKitBudgetAlert(LiveKitBudget budget, Node node, Alerts alerts, Clock clock) {
        this.budget = budget;
        this.node = node;
        this.alerts = alerts;
        this.clock = clock;
    }

    /** Raised by the calls of a whole minute; what no node has seen for two minutes is over, a node that is gone included. */
    public void tell() {
        var refusals = budget.refusals();
        if (refusals > 0) raise(refusals + REFUSED);
        else budget.limit().ifPresent(this::compare);
        alerts.open().stream()
                .filter(alert -> alert.kind() == AlertKind.LIVEKIT_BUDGET_LOW && isQuiet(alert))
                .forEach(alert -> alerts.clear(AlertKind.LIVEKIT_BUDGET_LOW, alert.subject()));
    }

    private void compare(int limit) {
        var used = budget.used();
        if (used * 100L < (long) limit * NEARLY_PERCENT) return;
        raise(used + " of " + limit + " calls to LiveKit were made within a minute; heartbeats and looks wait");
    }

    private void raise(String detail) {
        alerts.raise(AlertKind.LIVEKIT_BUDGET_LOW, node.name(), detail);
    }

    private boolean isQuiet(Alert alert) {
        return alert.seenAt() < clock.millis() - QUIET_MS;
    }
}
