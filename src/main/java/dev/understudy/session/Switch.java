package dev.understudy.session;

import java.time.Clock;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** The switch for everyone: whether faces are asked for at all. It holds at once, on all nodes, and outlives a restart. */
@Component
public class Switch {
    private static final String NAME = "avatar";
    /** How long another node's move of the switch may go unseen here, ms. */
    private static final long FRESH_MS = 1_000;

    private final Settings settings;
    private final FaceSettings.Provider configured;
    private final Clock clock;
    private volatile FaceSettings.Provider known;
    private volatile long knownAt = Long.MIN_VALUE;

    /** Stands as configured until somebody moves it. */
    public Switch(Settings settings, FaceSettings faces, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        configured = faces.provider();
        known = configured;
    }

    /** Where faces come from now. */
    public FaceSettings.Provider position() {
        var now = clock.millis();
        if (now - FRESH_MS < knownAt) return known;
        known = settings.find(NAME).map(Switch::parse).orElse(configured);
        knownAt = now;
        return known;
    }

    /** Moves it; it wins over the configuration until it is moved again. */
    public void move(FaceSettings.Provider to) {
        settings.put(NAME, to.name().toLowerCase(Locale.ROOT));
        known = to;
        knownAt = clock.millis();
    }

    private static FaceSettings.Provider parse(String value) {
        return FaceSettings.Provider.valueOf(value.toUpperCase(Locale.ROOT));
    }
}
