package dev.understudy.session;

import dev.understudy.session.SharedSigns.Shared;
import dev.understudy.session.SignsOfLife.Seat;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Whom workers vouch for, whichever node their reports reach. One node alone remembers; several write each report down, and read those of the others
 * before they believe that one is late. Where the database does not answer, each goes by what it got itself, and pings the others.
 */
@Component
public class Vouching {
    private static final Logger log = LoggerFactory.getLogger(Vouching.class);
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final SignsOfLife signs;
    private final SharedSigns shared;
    private final LiveNodes nodes;
    private final AliveSettings settings;
    private final Clock clock;

    /** Speaks for this node. */
    public Vouching(SignsOfLife signs, SharedSigns shared, LiveNodes nodes, AliveSettings settings, Clock clock) {
        this.signs = signs;
        this.shared = shared;
        this.nodes = nodes;
        this.settings = settings;
        this.clock = clock;
    }

    /** A worker's report came to this node; the one before may have come to another. */
    public void report(String worker, Set<Seat> agents) {
        if (nodes.areSeveral()) quietly(() -> share(worker, agents));
        signs.report(worker, agents);
    }

    /** Looks what other nodes were told. */
    public void learn() {
        if (nodes.areSeveral())
            quietly(() -> shared.since(clock.millis() - settings.lateAfter().toMillis())
                    .forEach(report -> signs.learn(report.worker(), report.at(), report.agents())));
    }

    /** Whether its worker says that it lives, and has said so of late. */
    public boolean isFor(Watched agent) {
        return signs.vouchFor(agent);
    }

    /** Takes those who were vouched for until now and are not any more; each once. */
    public Set<Seat> doubted() {
        if (signs.isAnyLate()) learn();
        return signs.doubted();
    }

    private void share(String worker, Set<Seat> agents) {
        var now = clock.millis();
        var before = shared.of(worker);
        before.ifPresent(report -> signs.learn(worker, report.at(), report.agents()));
        if (before.isEmpty()) shared.forget(now - KEPT.toMillis());
        shared.keep(new Shared(worker, now, agents));
    }

    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (DataAccessException e) {
            log.debug("reports of agents that live are not shared now", e);
        }
    }
}
