package dev.understudy.limits;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/** Which limits were reached, and how often: counted at once, told by {@link LimitAlerts}. Who was refused is not kept. */
@Component
public class LimitNews {
    private final MeterRegistry meters;
    private final Map<String, LongAdder> untold = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> all = new ConcurrentHashMap<>();

    /** Counts for these meters too. */
    public LimitNews(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Somebody was refused for a limit, by the name of its setting. */
    public void reached(String limit) {
        untold.computeIfAbsent(limit, name -> new LongAdder()).increment();
        all.computeIfAbsent(limit, name -> new LongAdder()).increment();
        Counter.builder("understudy.limit.refusals")
                .description("what was refused because a limit of understudy.limits was reached")
                .tag("limit", limit)
                .register(meters)
                .increment();
    }

    /** What happened since this was asked last, by limit. */
    Map<String, Long> take() {
        var taken = new HashMap<String, Long>();
        untold.forEach((limit, count) -> taken.put(limit, count.sumThenReset()));
        taken.values().removeIf(count -> count == 0);
        return taken;
    }

    /** What happened since the start, by limit. */
    Map<String, Long> sinceStart() {
        var counts = new TreeMap<String, Long>();
        all.forEach((limit, count) -> counts.put(limit, count.sum()));
        return counts;
    }
}
