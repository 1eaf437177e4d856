package dev.understudy.sandbox;

import java.util.concurrent.atomic.AtomicBoolean;
import livekit.LivekitAgent.Job;
import livekit.LivekitAgent.JobState;
import livekit.LivekitAgent.JobStatus;
import livekit.LivekitAgent.JobType;
import livekit.LivekitAgentDispatch.AgentDispatch;

/** A job on its way from the dispatch to the agent's joining. */
final class JobRun {
    private static final String WORKER = Ids.next("AW_");
    private static final int DEPLOYMENT_OF_DISPATCH = 7;
    private static final int DEPLOYMENT_OF_JOB = 11;

    private final String id = Ids.next("AJ_");
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final String room;
    private final AgentDispatch dispatch;
    private final AgentScript script;

    JobRun(String room, AgentDispatch dispatch, AgentStage stage) {
        this.room = room;
        this.dispatch = dispatch;
        this.script = new AgentScript(room, "agent-" + id, stage);
    }

    String room() {
        return room;
    }

    AgentDispatch dispatch() {
        return dispatch;
    }

    AgentScript script() {
        return script;
    }

    /** Its dispatch was deleted before the agent was in. */
    void cancel() {
        cancelled.set(true);
    }

    boolean cancelled() {
        return cancelled.get();
    }

    /** The job as it is listed from its assignment on, for ever JS_RUNNING. */
    Job job(livekit.LivekitModels.Room where) {
        long now = System.currentTimeMillis() * 1_000_000L;
        var state = JobState.newBuilder()
                .setStatus(JobStatus.JS_RUNNING)
                .setStartedAt(now)
                .setUpdatedAt(now)
                .setParticipantIdentity(script.identity())
                .setWorkerId(WORKER);
        return Job.newBuilder()
                .setId(id)
                .setDispatchId(dispatch.getId())
                .setType(JobType.JT_ROOM)
                .setRoom(where)
                .setMetadata(dispatch.getMetadata())
                .setAgentName(dispatch.getAgentName())
                .setState(state)
                .setUnknownFields(NewerFields.deployed(
                        DEPLOYMENT_OF_JOB,
                        NewerFields.text(dispatch, DEPLOYMENT_OF_DISPATCH),
                        NewerFields.map(dispatch, DEPLOYMENT_OF_DISPATCH + 1)))
                .build();
    }
}
