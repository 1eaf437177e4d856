package dev.understudy.smoke;

import dev.understudy.common.Problem;
import dev.understudy.common.RandomId;
import dev.understudy.common.Refused;
import java.time.Clock;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** How runs begin: by API, by JMX, on schedule; and how they are taken up when their node was killed. */
@Component("smokeStart")
public class SmokeStart {
    private static final Logger log = LoggerFactory.getLogger("dev.understudy.smoke");
    private static final String RUN = "seda:smoke-run?waitForTaskToComplete=Never";
    private final SmokeRuns runs;
    private final SmokeSettings settings;
    private final ProducerTemplate producer;
    private final Clock clock;

    /** Opens runs in the store and sends them to the route. */
    public SmokeStart(SmokeRuns runs, SmokeSettings settings, ProducerTemplate producer, Clock clock) {
        this.runs = runs;
        this.settings = settings;
        this.producer = producer;
        this.clock = clock;
    }

    /**
     * Begins a run and does not wait for it.
     *
     * @param who wants it, for the log and the store
     * @throws Refused 409 {@code smoke-running} while another run is open, on whatever node
     */
    public SmokeRun start(String who) {
        var id = RandomId.of("sm");
        var run = new SmokeRun(id, RunState.RUNNING, who, settings.roomPrefix() + id, "", List.of(), clock.millis());
        if (!runs.open(run, settings.lease().toMillis())) throw open();
        log.info("smoke check {} begins, asked for by {}", id, who);
        producer.sendBody(RUN, id);
        return run;
    }

    /** For the schedule: begins one when the newest is old enough. */
    public void onSchedule() {
        var interval = settings.interval().toMillis();
        if (interval <= 0) return;
        var last = runs.newest(1).stream().findFirst();
        var isDue = last.isEmpty() || clock.millis() - last.get().startedAt() >= interval;
        if (isDue && last.filter(run -> run.state() == RunState.RUNNING).isEmpty()) tryToStart();
    }

    /** Takes the run of that id up, as the exchange property {@code checklist}; none when it is over already. */
    public void take(@Body String id, Exchange exchange) {
        runs.find(id)
                .filter(run -> run.state() == RunState.RUNNING)
                .ifPresent(run -> exchange.setProperty("checklist", list(run)));
    }

    /** Those whose node was killed; this node has them now. */
    public List<SmokeRun> abandoned() {
        return runs.takeAbandoned(settings.lease().toMillis());
    }

    /** Takes one of these up. */
    public void takeAbandoned(@Body SmokeRun run, Exchange exchange) {
        exchange.setProperty("checklist", list(run));
    }

    /** What this node was at when it was killed need not wait for its lease. */
    @EventListener(ApplicationStartedEvent.class)
    void releaseAfterCrash() {
        runs.release();
    }

    private Checklist list(SmokeRun run) {
        return new Checklist(run, runs, clock, settings.lease().toMillis());
    }

    private void tryToStart() {
        try {
            start("schedule");
        } catch (Refused e) {
            log.debug("another node was quicker");
        }
    }

    private Refused open() {
        var problem = Problem.of(409, "smoke-running", "A smoke check is running", "One at a time: wait for its end.");
        return runs.open()
                .map(run -> problem.about("/api/smoke/" + run.id()))
                .orElse(problem)
                .refused();
    }
}
