package dev.understudy.rotation;

import dev.understudy.container.Container;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Before a person is called: rooms shall have a worker meanwhile, the new one or the old one. As far as that can be done. */
@Component
class LastResort {
    private static final Logger log = LoggerFactory.getLogger(LastResort.class);
    private final Containers containers;

    LastResort(Containers containers) {
        this.containers = containers;
    }

    void keepOneRunning(Work work) {
        try {
            var old = containers.find(work, work.facts().oldId());
            var next = containers.find(work, work.facts().nextId());
            if (runs(old) || runs(next)) return;
            var better = work.facts().committed() ? next.or(() -> old) : old.or(() -> next);
            better.ifPresent(container -> containers.start(work, container.id()));
        } catch (RuntimeException e) {
            log.warn(
                    "rotation {}: no worker could be started: {}",
                    work.rotation().id(),
                    Told.of(e));
        }
    }

    private static boolean runs(Optional<Container> container) {
        return container.filter(Container::isRunning).isPresent();
    }
}
