package dev.understudy.sandbox;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import livekit.LivekitAgentDispatch.AgentDispatch;
import livekit.LivekitModels.DisconnectReason;

/** The agent workers: they take jobs of their names, and their agents join, stay and go as real ones did. */
@Simulated
class FakeWorkers {
    private static final Duration RETURNS = Duration.ofMillis(20);
    private static final Duration LATE_ONE_LEAVES = Duration.ofMillis(1100);
    private static final Duration SOON = Duration.ofSeconds(1);

    private static final int DEPLOYMENT = 7;

    private final FakeRooms rooms;
    private final FakeDoor door;
    private final SandboxSettings settings;
    private final AgentStage stage;
    private final WarmProcesses processes;
    private final Map<String, JobRun> underWay = new ConcurrentHashMap<>();
    private final AtomicInteger lateOnes = new AtomicInteger();

    FakeWorkers(FakeRooms rooms, FakeDoor door, AgentStage stage, SandboxSettings settings) {
        this.rooms = rooms;
        this.door = door;
        this.settings = settings;
        this.stage = stage;
        this.processes = new WarmProcesses(settings.warmProcesses());
        rooms.served(this::launch);
    }

    /** The server offers the dispatch to the workers of its name and deployment; when there is none it is lost for ever. */
    void launch(String room, AgentDispatch dispatch) {
        var deployment = NewerFields.text(dispatch, DEPLOYMENT);
        boolean served = settings.agentName().contains(dispatch.getAgentName())
                && (deployment.isEmpty() || settings.deployments().contains(deployment));
        if (!served || stage.is(LiveKitFault.NO_WORKER)) return;
        var run = new JobRun(room, dispatch, stage);
        underWay.put(dispatch.getId(), run);
        stage.later(settings.delays().jobAfter(), () -> assign(run));
    }

    /** The dispatch was deleted: its agent leaves, or, when it is not in yet, does as {@link LateAgents} says. */
    void dismiss(String room, AgentDispatch dispatch) {
        var run = underWay.get(dispatch.getId());
        if (run != null) run.cancel();
        for (var job : dispatch.getState().getJobsList())
            rooms.find(room)
                    .flatMap(there -> there.with(job.getState().getParticipantIdentity(), Participant::script))
                    .ifPresent(agent -> sendAway(room, agent));
    }

    private void sendAway(String room, AgentScript agent) {
        boolean dead = agent.silent();
        var why = dead ? DisconnectReason.PARTICIPANT_REMOVED : DisconnectReason.CLIENT_INITIATED;
        stage.later(dead ? settings.delays().noResponse() : RETURNS, () -> rooms.leave(room, agent.identity(), why));
    }

    private void assign(JobRun run) {
        if (stage.is(LiveKitFault.RESTART)) {
            underWay.remove(run.dispatch().getId());
            return;
        }
        rooms.find(run.room())
                .ifPresent(
                        room -> room.dispatches(all -> all.assign(run.dispatch().getId(), run.job(room.info()))));
        var delays = settings.delays();
        var rest = delays.agentJoinsAfter().minus(delays.jobAfter()).minus(delays.connect());
        stage.later((rest.isNegative() ? Duration.ZERO : rest).plus(processes.take()), () -> enter(run));
    }

    private void enter(JobRun run) {
        underWay.remove(run.dispatch().getId());
        if (stage.is(LiveKitFault.AGENT_NO_SHOW)) return;
        if (!run.cancelled()) join(run);
        else if (settings.lateAgents() != LateAgents.NEVER) enterLate(run);
    }

    private void enterLate(JobRun run) {
        join(run);
        boolean stays = settings.lateAgents() == LateAgents.ALWAYS || lateOnes.getAndIncrement() % 2 == 0;
        if (!stays) leavesAfter(LATE_ONE_LEAVES, run);
    }

    private void join(JobRun run) {
        var agent = stage.is(LiveKitFault.OLD_SERVER)
                ? Guest.agentOfOldServer(run.script())
                : Guest.agent(run.script(), run.dispatch().getAgentName());
        door.joinWhenThere(run.room(), RoomShape.PLAIN, agent);
        if (stage.is(LiveKitFault.AGENT_LEAVES)) leavesAfter(SOON, run);
        if (stage.is(LiveKitFault.AGENT_HANDS_OVER)) handsOver(run);
    }

    private void handsOver(JobRun run) {
        var said = Map.of("understudy.leave", "{\"for\":\"handover\",\"why\":\"a person takes over\"}");
        stage.later(SOON, () -> stage.setAttributes(run.room(), run.script().identity(), said));
        leavesAfter(SOON.plus(RETURNS), run);
    }

    private void leavesAfter(Duration time, JobRun run) {
        stage.later(time, () -> rooms.leave(run.room(), run.script().identity(), DisconnectReason.CLIENT_INITIATED));
    }
}
