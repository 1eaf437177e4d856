package dev.understudy.limits;

import dev.understudy.alert.Alert;
import dev.understudy.alert.AlertKind;
import dev.understudy.alert.Alerts;
import dev.understudy.session.ConversationLedger;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Tells people that a limit is reached, and when a day's faces are nearly used up; and that it is over. */
@Component("limitAlerts")
public class LimitAlerts {
    private static final String DAY = "conversations-per-day";
    private static final long QUIET_MS = Duration.ofMinutes(10).toMillis();
    private static final int NEARLY_PERCENT = 80;
    private final LimitSettings settings;
    private final LimitNews news;
    private final ConversationLedger ledger;
    private final Alerts alerts;
    private final Clock clock;

    /** Tells these alerts. */
    public LimitAlerts(LimitSettings settings, LimitNews news, ConversationLedger ledger, Alerts alerts, Clock clock) {
        this.settings = settings;
        this.news = news;
        this.ledger = ledger;
        this.alerts = alerts;
        this.clock = clock;
    }

    /** What is new of the limits that were reached; one at which nobody was refused for ten minutes, on no node, is over. */
    public void tellReached() {
        news.take()
                .forEach((limit, times) -> alerts.raise(
                        AlertKind.LIMIT_REACHED, limit, "understudy.limits." + limit + " refuses somebody", times));
        alerts.open().stream()
                .filter(alert -> alert.kind() == AlertKind.LIMIT_REACHED && isQuiet(alert))
                .forEach(alert -> alerts.clear(AlertKind.LIMIT_REACHED, alert.subject()));
    }

    /** Whether a day's conversations are nearly used up. */
    public void tellBudget() {
        var limit = settings.conversationsPerDay();
        var used = ledger.counts().day();
        var isNear = !limit.isNone() && used * 100 >= (long) limit.most() * NEARLY_PERCENT;
        if (!isNear) alerts.clear(AlertKind.BUDGET_NEARLY_USED, DAY);
        else if (!alerts.isOpen(AlertKind.BUDGET_NEARLY_USED, DAY))
            alerts.raise(
                    AlertKind.BUDGET_NEARLY_USED, DAY, used + " of " + limit + " conversations of 24 hours are used");
    }

    private boolean isQuiet(Alert alert) {
        return alert.seenAt() < clock.millis() - QUIET_MS;
    }
}
