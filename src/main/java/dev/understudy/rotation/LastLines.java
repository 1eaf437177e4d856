package dev.understudy.rotation;

import dev.understudy.container.Container;
import dev.understudy.rotation.LogReader.Ended;
import dev.understudy.rotation.Setback.HandedOver;
import java.time.Clock;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The old container is removed with its log, so whoever reads that gets some seconds for its last lines. Nothing is done on the
 * host meanwhile, so it is no step of the journal; and whatever goes wrong with it, the rotation goes on.
 */
@Component("rotationLastLines")
public class LastLines {
    private static final Logger log = LoggerFactory.getLogger(LastLines.class);
    private final Containers containers;
    private final Clock clock;
    private final ObjectProvider<LogReader> readers;

    /** Waits for the reader, when there is one. */
    LastLines(Containers containers, Clock clock, ObjectProvider<LogReader> readers) {
        this.containers = containers;
        this.clock = clock;
        this.readers = readers;
    }

    /** Begins to wait, unless there is nothing to read or nobody who does. */
    public void begin(@ExchangeProperty("work") Work work) {
        var isRead = readers.stream().anyMatch(reader -> reader.patience().toMillis() > 0);
        work.watching(isRead ? Watching.begun(0, clock.millis()) : Watching.NOTHING);
        if (isRead) look(work);
    }

    /** Looks once whether they were read; in time or not, that is the end of it. */
    public void look(@ExchangeProperty("work") Work work) {
        try {
            if (isOver(work)) work.watching(work.watching().over());
        } catch (HandedOver anothers) {
            throw anothers;
        } catch (RuntimeException e) {
            log.debug(
                    "rotation {}: the last lines are not waited for",
                    work.rotation().id(),
                    e);
            work.watching(work.watching().over());
        }
    }

    private boolean isOver(Work work) {
        var old = containers.find(work, work.facts().oldId());
        if (old.isEmpty() || old.get().isRunning() || isRead(work, old.get())) return true;
        var waited = clock.millis() - work.watching().since();
        var isLate =
                readers.stream().allMatch(reader -> waited >= reader.patience().toMillis());
        if (isLate)
            log.info(
                    "rotation {}: the old container's last lines were not read",
                    work.rotation().id());
        return isLate;
    }

    private boolean isRead(Work work, Container old) {
        var target = work.target();
        var ended = new Ended(target.name(), target.container(), old.id(), old.finishedAt());
        return readers.stream().allMatch(reader -> reader.isRead(ended));
    }
}
