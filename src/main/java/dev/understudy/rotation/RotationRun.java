package dev.understudy.rotation;

import dev.understudy.common.Problem;
import dev.understudy.common.Trace;
import dev.understudy.rotation.Run.Verdict;
import dev.understudy.rotation.Setback.HandedOver;
import dev.understudy.rotation.Setback.Unsure;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes a rotation up, leads it from host to host, lays it aside when a host cannot now, and closes it. */
@Component("rotationRun")
public class RotationRun {
    private static final Logger log = LoggerFactory.getLogger(RotationRun.class);
    private static final long SHORTEST_WAIT_MS = 500;
    private static final long LONGEST_WAIT_MS = 10_000;
    private final Rotations rotations;
    private final HostParts parts;
    private final Journal journal;
    private final Closing closing;
    private final Steps steps;
    private final RotationSettings settings;
    private final Clock clock;
    /** While this node works on a rotation. A nudge that was queued before is no second run: waiting in a route lends its thread out. */
    private final AtomicBoolean busy = new AtomicBoolean();

    /** Works over the store. */
    public RotationRun(
            Rotations rotations,
            HostParts parts,
            Journal journal,
            Closing closing,
            Steps steps,
            RotationSettings settings,
            Clock clock) {
        this.rotations = rotations;
        this.parts = parts;
        this.journal = journal;
        this.closing = closing;
        this.steps = steps;
        this.settings = settings;
        this.clock = clock;
    }

    /** Open rotations that nobody works on; none while this node works on one. */
    public List<String> waiting() {
        return busy.get() ? List.of() : rotations.due();
    }

    /** Takes it up; null when it is over, not due, another node's, or when this node has one in hand. */
    public @Nullable Run claim(String id) {
        if (!busy.compareAndSet(false, true)) return null;
        Run run = null;
        try {
            run = take(id);
        } finally {
            if (run == null) busy.set(false);
        }
        return run;
    }

    private @Nullable Run take(String id) {
        if (!rotations.claim(id, settings.lease().toMillis())) return null;
        journal.abandon(id);
        return rotations.find(id).map(Run::new).orElse(null);
    }

    /** The next host that is not finished becomes the property {@code work}; none when there is none, or when one failed. */
    public void next(@ExchangeProperty("run") Run run, Exchange exchange) {
        var before = exchange.getProperty("work", Work.class);
        if (before != null) before.close();
        exchange.removeProperty("work");
        var part = parts.of(run.rotation().id()).stream()
                .filter(each -> each.state() != RotationState.DONE)
                .findFirst();
        if (part.isEmpty() || part.get().state() != RotationState.RUNNING) return;
        settings.host(part.get().name())
                .ifPresentOrElse(
                        target -> exchange.setProperty("work", new Work(run.rotation(), target, part.get(), steps)),
                        () -> parts.change(unknown(part.get())));
    }

    /** All hosts have the key, and we do not: it was lost here. */
    public void notPromoted(
            @ExchangeProperty("run") Run run, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        var problem = Problem.of(409, "key-lost", "The key is not known here", Told.of(failure));
        var used = parts.of(run.rotation().id()).stream().anyMatch(part -> part.state() == RotationState.DONE);
        closing.close(run, new Verdict(used ? RotationState.NEEDS_PERSON : RotationState.REFUSED, problem));
    }

    /** All hosts are finished, or one failed. */
    public void close(@ExchangeProperty("run") Run run) {
        closing.close(run, Run.verdict(parts.of(run.rotation().id())));
    }

    /** Whether all hosts have the new key. */
    public boolean isGood(@ExchangeProperty("run") Run run) {
        return Run.verdict(parts.of(run.rotation().id())).state() == RotationState.DONE;
    }

    /** A host cannot be worked on now: again in a moment, and after a long while a person is called. */
    public void later(
            @ExchangeProperty("run") Run run,
            @ExchangeProperty("work") @Nullable Work work,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception trouble) {
        var now = clock.millis();
        var known =
                rotations.find(run.rotation().id()).map(Rotation::troubleSince).orElse(null);
        long since = known == null ? now : known;
        if (now - since > patienceMs(trouble)) {
            if (work == null) closing.giveUp(run, Told.of(trouble));
            else closing.giveUp(work, Told.of(trouble));
            since = now;
        }
        var wait = Math.min(Math.max((now - since) / 2, SHORTEST_WAIT_MS), LONGEST_WAIT_MS);
        rotations.postpone(run.rotation().id(), now + wait, since);
    }

    /** This node stops, or another one goes on. */
    public void handedOver(
            @ExchangeProperty("run") Run run, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception why) {
        log.info("rotation {} is left to whoever comes next: {}", run.rotation().id(), Told.of(why));
        if (why instanceof HandedOver) rotations.postpone(run.rotation().id(), clock.millis(), null);
    }

    /** A fault of ours or of the store: taken up again in a moment, like any trouble. */
    public void fault(
            @ExchangeProperty("run") Run run,
            @ExchangeProperty("work") @Nullable Work work,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception fault) {
        log.error(
                "rotation {} failed in a way that was not foreseen: {}",
                run.rotation().id(),
                Trace.of(fault));
        later(run, work, fault);
    }

    /** Hangs up. */
    public void end(@ExchangeProperty("work") @Nullable Work work) {
        try {
            if (work != null) work.close();
        } finally {
            busy.set(false);
        }
    }

    /** A command of ours that is still at work there may be waiting for the old worker's jobs. */
    private long patienceMs(Exception trouble) {
        var busy = trouble instanceof Unsure unsure && unsure.isBusy();
        return settings.patience().plus(busy ? settings.drain() : Duration.ZERO).toMillis();
    }

    private static HostPart unknown(HostPart part) {
        var problem = Problem.of(
                409,
                "host-not-configured",
                "A host of the rotation is not configured any more",
                part.name() + " is not in understudy.rotation.hosts.");
        return new HostPart(
                part.rotation(),
                part.position(),
                part.name(),
                RotationState.NEEDS_PERSON,
                part.facts().back(problem));
    }
}
