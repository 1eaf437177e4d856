package dev.understudy.alert;

import dev.understudy.store.Dialect;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What is done about alerts from time to time. */
@Component("alertCare")
public class AlertCare {
    private static final Logger log = LoggerFactory.getLogger(AlertCare.class);
    private static final Duration KEPT = Duration.ofDays(90);
    private final Alerts alerts;
    private final Deliveries deliveries;
    private final AlertSettings settings;
    private final Dialect dialect;
    private final Clock clock;

    AlertCare(Alerts alerts, Deliveries deliveries, AlertSettings settings, Dialect dialect, Clock clock) {
        this.alerts = alerts;
        this.deliveries = deliveries;
        this.settings = settings;
        this.dialect = dialect;
        this.clock = clock;
    }

    /** Gives up what waits for receivers that no node knows any more. */
    public void giveUp() {
        var overdue = clock.millis() - settings.giveUpAfter().multipliedBy(2).toMillis();
        var dead = deliveries.giveUp(overdue, "no such receiver is configured");
        if (dead > 0) log.error("{} alerts were for receivers that are not configured any more", dead);
    }

    /** Forgets what has been over for three months. */
    public void forget() {
        var forgotten = alerts.forget(clock.millis() - KEPT.toMillis());
        if (forgotten > 0) log.info("{} alerts that were over for three months are forgotten", forgotten);
    }

    /** A file has one process: what an earlier one was at when it was killed is free again. */
    @EventListener(ApplicationStartedEvent.class)
    void releaseAfterCrash() {
        if (dialect == Dialect.SQLITE) deliveries.release();
    }
}
