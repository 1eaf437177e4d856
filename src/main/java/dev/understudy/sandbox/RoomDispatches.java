package dev.understudy.sandbox;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import livekit.LivekitAgent.Job;
import livekit.LivekitAgentDispatch.AgentDispatch;
import livekit.LivekitAgentDispatch.AgentDispatchState;
import livekit.LivekitAgentDispatch.RoomAgentDispatch;

/** The dispatches of one room; guarded by its lock. */
final class RoomDispatches {
    private static final int DEPLOYMENT_OF_AGENT = 4;
    private static final int DEPLOYMENT_OF_DISPATCH = 7;
    private final Map<String, AgentDispatch> byId = new LinkedHashMap<>();

    /** A room made with agents dispatches them; any other has one dispatch without a name. */
    void open(String room, List<RoomAgentDispatch> agents) {
        if (agents.isEmpty()) add(fresh(room));
        for (var agent : agents) {
            var dispatch = fresh(room)
                    .setAgentName(agent.getAgentName())
                    .setMetadata(agent.getMetadata())
                    .setRestartPolicy(agent.getRestartPolicy());
            dispatch.setUnknownFields(NewerFields.deployed(
                    DEPLOYMENT_OF_DISPATCH,
                    NewerFields.text(agent, DEPLOYMENT_OF_AGENT),
                    NewerFields.map(agent, DEPLOYMENT_OF_AGENT + 1)));
            add(dispatch);
        }
    }

    /** A new dispatch of this room with its id and time, still without a name. */
    static AgentDispatch.Builder fresh(String room) {
        long now = System.currentTimeMillis() * 1_000_000L + System.nanoTime() % 1_000_000L;
        return AgentDispatch.newBuilder()
                .setId(Ids.next("AD_"))
                .setRoom(room)
                .setState(AgentDispatchState.newBuilder().setCreatedAt(now));
    }

    AgentDispatch add(AgentDispatch.Builder dispatch) {
        var made = dispatch.build();
        byId.put(made.getId(), made);
        return made;
    }

    Optional<AgentDispatch> remove(String id) {
        return Optional.ofNullable(byId.remove(id));
    }

    /** The snapshot taken at the assignment is all that is ever shown of a job: it stays JS_RUNNING. */
    boolean assign(String id, Job job) {
        return byId.computeIfPresent(id, (key, dispatch) -> {
                    var state = dispatch.getState().toBuilder().addJobs(job);
                    return dispatch.toBuilder().setState(state).build();
                })
                != null;
    }

    /** In random order, as the server lists them. */
    List<AgentDispatch> list() {
        var all = new ArrayList<>(byId.values());
        Collections.shuffle(all);
        return all;
    }
}
