package dev.understudy.rotation;

import dev.understudy.web.Reply;
import org.apache.camel.ExchangeProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The end of a rotation that was abandoned: its hosts are free, which is written in one write and told. */
@Component("rotationAbandoned")
public class Abandoned {
    private final Rotations rotations;
    private final StuckRotations stuck;
    private final Journal journal;
    private final RotationDeeds deeds;
    private final RotationViews views;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    /** Works over the store. */
    Abandoned(
            Rotations rotations,
            StuckRotations stuck,
            Journal journal,
            RotationDeeds deeds,
            RotationViews views,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.rotations = rotations;
        this.stuck = stuck;
        this.journal = journal;
        this.deeds = deeds;
        this.views = views;
        this.events = events;
        this.transaction = transaction;
    }

    /** Only now it is over; after a crash before this the next call finds the hosts free. */
    public Reply close(@ExchangeProperty("abandonment") Abandonment abandonment) {
        var rotation = abandonment.wish().rotation();
        var isOver = transaction.execute(status -> stuck.abandon(rotation.id()) && written(abandonment));
        if (!Boolean.TRUE.equals(isOver)) throw StuckRequests.raced(rotation);
        events.publishEvent(new RotationClosed(rotation.provider(), RotationState.ABANDONED));
        return Reply.ok(views.of(rotations.find(rotation.id()).orElseThrow()));
    }

    private boolean written(Abandonment abandonment) {
        var wish = abandonment.wish();
        journal.write(abandonment.id(), StepLine.OURS, "abandon", wish.who() + ": " + wish.why());
        abandonment.told().forEach((host, told) -> journal.write(abandonment.id(), host, "abandon", told));
        deeds.abandoned(wish);
        return true;
    }
}
