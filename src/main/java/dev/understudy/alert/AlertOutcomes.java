package dev.understudy.alert;

import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What became of a try: it was taken, or it is made again, waiting twice as long each time, until it is given up. */
@Component("alertOutcomes")
public class AlertOutcomes {
    private static final Logger log = LoggerFactory.getLogger(AlertOutcomes.class);
    private static final long FIRST_WAIT_MS = 5_000;
    private static final long LONGEST_WAIT_MS = 300_000;
    private static final int DOUBLINGS = 6;
    /** A wait is up to this part longer, so that not all come back at once. */
    private static final double JITTER = 0.2;

    private final Deliveries deliveries;
    private final AlertSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AlertOutcomes(Deliveries deliveries, AlertSettings settings, ApplicationEventPublisher events, Clock clock) {
        this.deliveries = deliveries;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /** It was taken; the body says how. */
    public void delivered(@ExchangeProperty(AlertRounds.DELIVERY) Delivery letter, @Body String outcome) {
        deliveries.done(letter, outcome);
        log.debug("{} has {} of {}", letter.receiver(), letter.event().code(), letter.alert());
        tell(letter, "delivered");
    }

    /** It was not taken. */
    public void failed(@ExchangeProperty(AlertRounds.DELIVERY) Delivery letter, Exchange exchange) {
        var outcome = Setback.of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        if (clock.millis() - letter.since() >= settings.giveUpAfter().toMillis()) giveUp(letter, outcome);
        else again(letter, outcome);
    }

    private void again(Delivery letter, String outcome) {
        deliveries.again(letter, outcome, clock.millis() + waitMs(letter.tries()));
        if (letter.tries() == 0)
            log.warn("{} does not take alert {}: {}; again and again", letter.receiver(), letter.alert(), outcome);
        tell(letter, "failed");
    }

    private void giveUp(Delivery letter, String outcome) {
        deliveries.dead(letter, outcome);
        log.error(
                "{} was never told of alert {} ({}), which is given up: {}; POST /api/alerts/{}/redeliver tries again",
                letter.receiver(),
                letter.alert(),
                letter.event().code(),
                outcome,
                letter.alert());
        tell(letter, "dead");
    }

    private void tell(Delivery letter, String result) {
        events.publishEvent(new DeliveryTried(letter.isMail() ? "mail" : "webhook", result));
    }

    private static long waitMs(int tries) {
        var wait = Math.min(FIRST_WAIT_MS << Math.min(tries, DOUBLINGS), LONGEST_WAIT_MS);
        return wait + (long) (wait * JITTER * ThreadLocalRandom.current().nextDouble());
    }
}
