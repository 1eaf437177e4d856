package dev.understudy.backendlog;

import dev.understudy.rotation.RotationSettings;
import dev.understudy.rotation.RotationSettings.Target;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The numbers of the backends' logs. */
@Component
class BackendMeters implements MeterBinder {
    /** Lines that this node counted, by {@code class}. */
    static final String LINES = "understudy.backend.log.lines";
    /** Whether the worker of a configured {@code host} and {@code container} is registered: 1, 0, or NaN when nobody knows. */
    static final String REGISTERED = "understudy.backend.worker.registered";

    private final RotationSettings rotation;
    private final BackendLogSettings settings;
    private final Looks looks;
    private final ReadLogs logs;

    BackendMeters(RotationSettings rotation, BackendLogSettings settings, Looks looks, ReadLogs logs) {
        this.rotation = rotation;
        this.settings = settings;
        this.looks = looks;
        this.logs = logs;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        var classes = settings.patterns().stream().map(LinePattern::name);
        Stream.concat(classes, Stream.of(Tally.GAP, Tally.RESTART))
                .forEach(each -> Counter.builder(LINES).tag("class", each).register(meters));
        if (settings.enabled()) rotation.hosts().forEach(target -> registered(meters, target));
    }

    private void registered(MeterRegistry meters, Target target) {
        Supplier<Number> value = () -> registered(target);
        Gauge.builder(REGISTERED, value)
                .strongReference(true)
                .tag("host", target.name())
                .tag("container", target.container())
                .register(meters);
    }

    private Number registered(Target target) {
        var last = looks.of(target.name(), target.container());
        var id = last.containerId();
        if (last.problem() != null || id == null) return Double.NaN;
        var is = logs.find(target.name(), id).map(ReadLog::isRegistered).orElse(null);
        return is == null ? Double.NaN : is ? 1 : 0;
    }
}
