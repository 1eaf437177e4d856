package dev.understudy.session;

import dev.understudy.common.Node;
import dev.understudy.livekit.LiveKitBudget;
import org.springframework.stereotype.Component;

/** Which nodes there are: each says so from time to time, and has its part of the calls that LiveKit takes. */
@Component("liveNodes")
public class LiveNodes {
    private static final String TASK = "node ";
    /** Some turns of the timer, so that a slow one does not count as gone, ms. */
    private static final long ALIVE_MS = 20_000;

    private final TaskLeases leases;
    private final Node node;
    private final LiveKitBudget budget;
    private volatile int count = 1;

    /** Speaks for this node. */
    public LiveNodes(TaskLeases leases, Node node, LiveKitBudget budget) {
        this.leases = leases;
        this.node = node;
        this.budget = budget;
    }

    /** This node is alive; the budget is shared by all that are. */
    public void here() {
        leases.take(TASK + node.name(), ALIVE_MS);
        count = leases.held(TASK);
        budget.sharedBy(count);
    }

    /** Whether this one is not alone, as far as was known when it last looked. */
    public boolean areSeveral() {
        return count > 1;
    }
}
