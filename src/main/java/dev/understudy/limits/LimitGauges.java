package dev.understudy.limits;

import dev.understudy.session.ConversationLedger;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Conversations and their minutes as numbers that are looked up when somebody asks; NaN when the store does not answer. */
@Component
class LimitGauges implements MeterBinder {
    private final ConversationLedger ledger;
    private final Clock clock;

    LimitGauges(ConversationLedger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        gauge(meters, "understudy.conversations.open", all -> all.counts().open());
        gauge(meters, "understudy.conversations.day", all -> all.counts().day());
        gauge(
                meters,
                "understudy.conversation.minutes.day",
                all -> all.minutesSince(clock.millis() - Duration.ofDays(1).toMillis()));
    }

    private void gauge(MeterRegistry meters, String name, ToDoubleFunction<ConversationLedger> look) {
        Gauge.builder(name, ledger, known -> {
                    try {
                        return look.applyAsDouble(known);
                    } catch (DataAccessException e) {
                        return Double.NaN;
                    }
                })
                .register(meters);
    }
}
