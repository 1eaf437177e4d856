package dev.understudy.alert;

import org.springframework.stereotype.Component;

/** Writes what is to be told as one delivery for each receiver that is configured now. */
@Component
class Letters implements Outbox {
    private final Receivers receivers;
    private final AlertBody body;
    private final Deliveries deliveries;

    Letters(Receivers receivers, AlertBody body, Deliveries deliveries) {
        this.receivers = receivers;
        this.body = body;
        this.deliveries = deliveries;
    }

    @Override
    public void write(Alert alert, AlertEvent event) {
        var names = receivers.names();
        if (names.isEmpty()) return;
        var text = body.of(alert, event);
        for (var name : names) deliveries.add(Delivery.of(alert.id(), name, event, text));
    }
}
