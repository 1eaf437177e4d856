package dev.understudy.rotation;

import dev.understudy.host.Replica;
import dev.understudy.host.Replica.State;
import java.util.Objects;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** The way back of a compose service: the last container first, each old one at work again before its successor goes. */
@Component("composeBack")
public class ComposeBack {
    private final Steps steps;
    private final Containers containers;
    private final ComposeSteps forward;

    /** Does them by the journal. */
    public ComposeBack(Steps steps, Containers containers, ComposeSteps forward) {
        this.steps = steps;
        this.containers = containers;
        this.forward = forward;
    }

    /** The last one of the service that was touched is worked on; what was begun with it stays begun. */
    public void turn(@ExchangeProperty("work") Work work) {
        var replicas = work.getComposing().replicas();
        var index = replicas.toRestore().orElseThrow();
        if (index == replicas.current()) {
            if (isTurned(work)) toOld(work);
            return;
        }
        var turned = replicas.turnTo(index);
        steps.remember(work, work.getComposing().with(turned).turnedTo(turned.now(), true));
    }

    /** The next worker is the one that is told to finish now. */
    public void toNext(@ExchangeProperty("work") Work work) {
        var old = Objects.requireNonNull(work.facts().oldId());
        var toldAt = work.facts().toldAt();
        var replicas =
                work.getComposing().replicas().change(one -> one.renewed(old).told(toldAt));
        steps.remember(work, work.getComposing().with(replicas).turnedTo(replicas.now(), false));
    }

    /** The old worker is looked at again. */
    public void toOld(@ExchangeProperty("work") Work work) {
        var toldAt = work.facts().toldAt();
        var replicas = work.getComposing().replicas().change(one -> one.nextTold(toldAt));
        steps.remember(work, work.getComposing().with(replicas).turnedTo(replicas.now(), true));
    }

    /** The next container is gone. */
    public void remove(@ExchangeProperty("work") Work work) {
        steps.run(work, "remove-next", () -> {
            containers.remove(work, work.getComposing().replicas().now().nextId());
            containers.remove(work, NextContainer.nameOf(work));
            return "the container that took its place is gone";
        });
    }

    /** It is as it was. */
    public void restored(@ExchangeProperty("work") Work work) {
        var old = Objects.requireNonNull(work.facts().oldId());
        steps.remember(work, work.getComposing().changed(one -> one.renewed(old).now(State.BACK)));
    }

    /** Last of all: nobody of the service has the new key. */
    public void stand(@ExchangeProperty("work") Work work) {
        if (work.facts().compose() == null) return;
        var ours = work.getComposing().replicas().all().stream()
                .map(Replica::oldId)
                .toList();
        var others = forward.others(work, ours).stream()
                .filter(one -> forward.hasNewKey(work, one))
                .toList();
        if (!others.isEmpty()) throw ComposeSteps.changed(others, "with the new key");
    }

    private static boolean isTurned(Work work) {
        var nextId = work.getComposing().replicas().now().nextId();
        return nextId != null && nextId.equals(work.facts().oldId());
    }
}
