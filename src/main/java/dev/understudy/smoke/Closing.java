package dev.understudy.smoke;

import dev.understudy.alert.AlertKind;
import dev.understudy.alert.Alerts;
import dev.understudy.common.Trace;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The end of a run: its verdict is written, said, counted, and made an alert where it must be. */
@Component("smokeClosing")
public class Closing {
    private static final Logger log = LoggerFactory.getLogger("dev.understudy.smoke");
    private final SmokeRuns runs;
    private final Alerts alerts;
    private final ApplicationEventPublisher publisher;

    /** Writes to the store. */
    public Closing(SmokeRuns runs, Alerts alerts, ApplicationEventPublisher publisher) {
        this.runs = runs;
        this.alerts = alerts;
        this.publisher = publisher;
    }

    /** Something of ours broke in the middle. */
    public void broke(Exchange exchange, @ExchangeProperty("checklist") Checklist list) {
        var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        log.error("smoke check {} broke: {}", list.run().id(), Trace.of(failure));
        list.broke("our own failure: " + failure.getClass().getSimpleName());
    }

    /** It is over. The alerts come first: who is killed in between has told people, and telling them twice does no harm. */
    public void close(@ExchangeProperty("checklist") Checklist list) {
        if (list.isLost()) return;
        var run = list.verdict();
        run.findings().forEach(finding -> tell(run, finding, list));
        if (!runs.close(run)) return;
        run.findings().forEach(Closing::say);
        log.info("smoke check {} {}", run.id(), run.state().code());
        publisher.publishEvent(new SmokeClosed(run));
    }

    /** Its node was killed in the middle: nobody is called for that, but it did not pass. */
    public void interrupted(@ExchangeProperty("checklist") Checklist list) {
        list.interrupted("the node that ran this check stopped in the middle of it");
        var run = list.verdict();
        if (!runs.close(run)) return;
        log.warn("smoke check {} was interrupted; its room is taken down", run.id());
        publisher.publishEvent(new SmokeClosed(run));
    }

    private static void say(Finding finding) {
        log.info(
                "smoke {}: {}, {} ms, {}",
                finding.line().code(),
                finding.outcome().code(),
                finding.ms(),
                finding.detail());
    }

    /** People hear of the first line that failed: the others follow from it. A line that passed, or is left out by now, ends its own alert. */
    private void tell(SmokeRun run, Finding finding, Checklist list) {
        var kind = finding.line() == Line.SITE ? AlertKind.SITE_DOWN : AlertKind.SMOKE_FAILED;
        var subject = finding.line().code();
        var isFirst = list.firstOfThePath().filter(finding::equals).isPresent();
        var isLeftOut = run.state() == RunState.PASSED && finding.outcome() == Outcome.SKIPPED;
        if (finding.outcome() == Outcome.PASSED || isLeftOut) alerts.clear(kind, subject);
        else if (finding.outcome() == Outcome.FAILED && (isFirst || finding.line() == Line.SITE))
            alerts.raise(kind, subject, finding.detail() + " (smoke check " + run.id() + ")");
    }
}
