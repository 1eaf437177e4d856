package dev.understudy.limits;

import dev.understudy.alert.Alert;
import dev.understudy.alert.AlertKind;
import dev.understudy.alert.Alerts;
import dev.understudy.common.Node;
import dev.understudy.livekit.LiveKitBudget;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Tells people that the calls to LiveKit are nearly used up, for each node; and that it is over. */
@Component("livekitBudgetAlert")
public class LiveKitBudgetAlert {
    private static final int NEARLY_PERCENT = 80;
    private static final long QUIET_MS = Duration.ofMinutes(2).toMillis();
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
        budget.limit().ifPresent(this::compare);
        alerts.open().stream()
                .filter(alert -> alert.kind() == AlertKind.LIVEKIT_BUDGET_LOW && isQuiet(alert))
                .forEach(alert -> alerts.clear(AlertKind.LIVEKIT_BUDGET_LOW, alert.subject()));
    }

    private void compare(int limit) {
        var used = budget.used();
        if (used * 100L < (long) limit * NEARLY_PERCENT) return;
        alerts.raise(
                AlertKind.LIVEKIT_BUDGET_LOW,
                node.name(),
                used + " of " + limit + " calls to LiveKit were made within a minute; heartbeats and looks wait");
    }

    private boolean isQuiet(Alert alert) {
        return alert.seenAt() < clock.millis() - QUIET_MS;
    }
}
