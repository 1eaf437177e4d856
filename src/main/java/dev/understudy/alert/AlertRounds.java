package dev.understudy.alert;

import dev.understudy.common.Trace;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Who is to be told now. On one node a receiver is told one thing at a time, so that one that hangs holds up only itself. */
@Component("alertRounds")
public class AlertRounds {
    static final String DELIVERY = "delivery";
    private static final Logger log = LoggerFactory.getLogger(AlertRounds.class);
    private final Deliveries deliveries;
    private final Receivers receivers;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    AlertRounds(Deliveries deliveries, Receivers receivers) {
        this.deliveries = deliveries;
        this.receivers = receivers;
    }

    /** The receivers for whom something is due; from now on they are taken, until {@link #release}. */
    public List<String> due() {
        return deliveries.receiversDue().stream()
                .filter(receivers.names()::contains)
                .filter(busy::add)
                .toList();
    }

    /** The next thing to tell it becomes the property "delivery"; none when nothing is due any more. */
    public void claim(@ExchangeProperty("receiver") String receiver, Exchange exchange) {
        exchange.setProperty(DELIVERY, deliveries.claim(receiver).orElse(null));
    }

    /** The receiver may be told again. */
    public void release(@ExchangeProperty("receiver") String receiver) {
        busy.remove(receiver);
    }

    /** Something on our side: what was claimed is free again when its lease is over. */
    public void fault(Exchange exchange) {
        var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        log.error("alerts could not be told now: {}", Trace.of(failure));
    }
}
