package dev.understudy.metrics;

import dev.understudy.session.SessionChanged;
import dev.understudy.tavus.TavusKeys;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Whether Tavus takes our key, under that key's fingerprint: after a rotation the series of the new key is in the old one's place. */
@Component
class TavusKeySeries implements MeterBinder {
    private final TavusKeys keys;
    private final KeyVerdicts verdicts;
    private @Nullable MeterRegistry meters;
    private @Nullable Meter series;
    private volatile String fingerprint = "";

    TavusKeySeries(TavusKeys keys, KeyVerdicts verdicts) {
        this.keys = keys;
        this.verdicts = verdicts;
    }

    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        meters = registry;
        follow();
    }

    /** Sessions are what keys are used for, so their changes are early enough to look. */
    @EventListener(SessionChanged.class)
    void look() {
        if (!keys.current().fingerprint().equals(fingerprint)) follow();
    }

    private synchronized void follow() {
        var key = keys.current();
        if (meters == null || key.fingerprint().equals(fingerprint)) return;
        if (series != null) meters.remove(series);
        fingerprint = key.fingerprint();
        series = key.isEmpty() ? null : register(meters, fingerprint);
    }

    private Gauge register(MeterRegistry registry, String key) {
        return Gauge.builder(Meters.KEY_VALID, () -> verdicts.tavusTakesOurs() ? 1 : 0)
                .strongReference(true)
                .tag("provider", "tavus")
                .tag("key", key)
                .register(registry);
    }
}
