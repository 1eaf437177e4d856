package dev.understudy.livekit;

import java.util.List;
import livekit.LivekitAgent.Job;
import livekit.LivekitAgentDispatch.AgentDispatch;

/**
 * A dispatch as ListDispatch shows it. It proves nothing about an agent: its job stays RUNNING after the agent died.
 *
 * @param id {@code AD_…}
 * @param agentName which worker it asks for; empty for the one that LiveKit makes with every room
 * @param metadata what we gave it
 * @param agents identities of the agents that jobs were assigned to; empty until assigned (up to 5.0 s after the creation)
 */
public record Dispatch(String id, String agentName, String metadata, List<String> agents) {

    static Dispatch of(AgentDispatch dispatch) {
        var jobs = dispatch.getState().getJobsList();
        return new Dispatch(
                dispatch.getId(),
                dispatch.getAgentName(),
                dispatch.getMetadata(),
                jobs.stream().map(Dispatch::identityOf).toList());
    }

    /** True once a worker took the job. */
    public boolean hasJob() {
        return !agents.isEmpty();
    }

    /** Both SDKs call the agent {@code agent-<job id>} unless told otherwise. */
    private static String identityOf(Job job) {
        var named = job.getState().getParticipantIdentity();
        return named.isEmpty() ? "agent-" + job.getId() : named;
    }
}
