package dev.understudy.metrics;

import dev.understudy.credential.Provider;
import dev.understudy.credential.Slot;
import dev.understudy.credential.SlotStates;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** How every provider's keys stand, by slot: a key that comes into a slot goes on with its series. */
@Component
class KeySeries implements MeterBinder {
    private final SlotStates states;
    private final KeyVerdicts verdicts;

    KeySeries(SlotStates states, KeyVerdicts verdicts) {
        this.states = states;
        this.verdicts = verdicts;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (var provider : Provider.values())
            for (var slot : Slot.values()) {
                gauge(Meters.KEY_VALID, () -> isGood(provider, slot), provider, slot)
                        .register(registry);
                gauge(Meters.KEY_CHECKED, () -> states.checkedAt(provider, slot), provider, slot)
                        .baseUnit("seconds")
                        .register(registry);
            }
    }

    /** What sessions hear of the key in use is known here before it is written down. */
    private double isGood(Provider provider, Slot slot) {
        var isRefusedHere = slot == Slot.CURRENT
                && (provider == Provider.TAVUS && !verdicts.tavusTakesOurs()
                        || provider == Provider.LIVEKIT && !verdicts.livekitTakesOurs());
        return isRefusedHere ? 0 : states.isGood(provider, slot);
    }

    private static Gauge.Builder<Supplier<Number>> gauge(
            String name, Supplier<Number> value, Provider provider, Slot slot) {
        return Gauge.builder(name, value)
                .strongReference(true)
                .tag("provider", provider.wire())
                .tag("slot", slot.wire());
    }
}
