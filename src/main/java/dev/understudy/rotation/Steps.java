package dev.understudy.rotation;

import dev.understudy.host.HostTrouble;
import dev.understudy.rotation.Setback.HandedOver;
import dev.understudy.rotation.Setback.Unsure;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Does steps by the journal: the intent is written before, what was seen after, and both are told as a story. */
@Component
class Steps implements DisposableBean {
    private static final int RENEWALS_A_LEASE = 4;
    private static final int LONGEST_TOLD = 400;
    private static final Logger log = LoggerFactory.getLogger("dev.understudy.rotation.story");
    private final Journal journal;
    private final Rotations rotations;
    private final HostParts parts;
    private final RotationSettings settings;
    private final ScheduledExecutorService renewals = Executors.newSingleThreadScheduledExecutor(Steps::thread);
    private volatile boolean stopping;

    Steps(Journal journal, Rotations rotations, HostParts parts, RotationSettings settings) {
        this.journal = journal;
        this.rotations = rotations;
        this.parts = parts;
        this.settings = settings;
    }

    /** Does a step unless the journal says that it was done. */
    void once(Journaled at, String name, Supplier<String> step) {
        if (!isDone(at, name)) run(at, name, step);
    }

    /** Whether the journal says that a step was done. */
    boolean isDone(Journaled at, String name) {
        return journal.isDone(at.rotation().id(), at.position(), name);
    }

    /** Whether the journal says that a step was begun, whatever became of it. */
    boolean isBegun(Journaled at, String name) {
        return journal.isBegun(at.rotation().id(), at.position(), name);
    }

    /** Does a step; its answer is what was observed. */
    void run(Journaled at, String name, Supplier<String> step) {
        var line = begin(at, name);
        end(at, name, line, during(at, name, line, step));
    }

    /** Writes that a step begins which takes several looks; {@link #during} and {@link #end} follow. */
    long begin(Journaled at, String name) {
        hold(at);
        log.debug("rotation {}, {}: {} begins", at.rotation().id(), at.label(), name);
        return journal.begin(at.rotation().id(), at.position(), name);
    }

    /** A part of a step; when it fails, so does the step. */
    <T> T during(Journaled at, String name, long line, Supplier<T> look) {
        try {
            hold(at);
            return look.get();
        } catch (RuntimeException e) {
            fail(at, name, line, e);
            throw e;
        }
    }

    /** Writes that a step was done. One that was never done before ends the trouble, if there was one: it goes on. */
    void end(Journaled at, String name, long line, String observed) {
        if (at.rotation().troubleSince() != null && !isDone(at, name))
            rotations.well(at.rotation().id());
        write(at, line, StepLine.DONE, observed);
        log.info("rotation {}, {}: {}: {}", at.rotation().id(), at.label(), name, inALine(observed));
    }

    /** Does something that takes longer than the lease, and holds the rotation meanwhile. */
    <T> T holding(Journaled at, Supplier<T> longer) {
        var every = settings.lease().toMillis() / RENEWALS_A_LEASE;
        var renewal = renewals.scheduleWithFixedDelay(
                () -> rotations.renew(at.rotation().id(), settings.lease().toMillis()),
                every,
                every,
                TimeUnit.MILLISECONDS);
        try {
            return longer.get();
        } finally {
            renewal.cancel(false);
        }
    }

    /** What is waited for goes on well: that ends the trouble, if there was one. Once for each time that it is taken up. */
    void goesOn(Work work) {
        if (work.rotation().troubleSince() != null && work.isFirstGoodLook())
            rotations.well(work.rotation().id());
    }

    /** Remembers something of the host before the next thing is done there. */
    void remember(Work work, HostFacts facts) {
        var part = work.part();
        change(work, new HostPart(part.rotation(), part.position(), part.name(), part.state(), facts));
    }

    /** Writes how a host's part has ended. */
    void settle(Work work, RotationState state) {
        var part = work.part();
        change(work, new HostPart(part.rotation(), part.position(), part.name(), state, part.facts()));
    }

    private void change(Work work, HostPart part) {
        if (!parts.change(part)) throw new HandedOver("another node works on it now");
        work.part(part);
    }

    /** The application stops: what is being done is left to whoever comes next. Before Camel, which waits for it to be done. */
    @EventListener(ContextClosedEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void stop() {
        stopping = true;
    }

    @Override
    public void destroy() {
        renewals.shutdownNow();
    }

    /** Whether we may go on: before each thing that is done. */
    void hold(Journaled at) {
        if (stopping) throw new HandedOver("this node is stopping");
        if (!rotations.renew(at.rotation().id(), settings.lease().toMillis()))
            throw new HandedOver("another node works on it now");
    }

    private void fail(Journaled at, String name, long line, RuntimeException e) {
        var lost = e instanceof HostTrouble || e instanceof Unsure || e instanceof HandedOver;
        var outcome = lost ? StepLine.LOST : StepLine.FAILED;
        var why = Told.of(e);
        write(at, line, outcome, why);
        log.warn("rotation {}, {}: {} {}: {}", at.rotation().id(), at.label(), name, outcome, why);
    }

    private void write(Journaled at, long line, String outcome, String observed) {
        journal.end(new StepLine(at.rotation().id(), at.position(), line, "", outcome, observed, 0, null));
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "rotation-lease");
        thread.setDaemon(true);
        return thread;
    }

    private static String inALine(String text) {
        var line = String.join("; ", text.lines().toList()).replace(":;", ":");
        return line.length() > LONGEST_TOLD ? line.substring(0, LONGEST_TOLD) + "…" : line;
    }
}
