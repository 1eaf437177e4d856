package dev.understudy.heartbeat;

import static dev.understudy.livekit.AgentRpc.Pulse.ALIVE;
import static dev.understudy.livekit.AgentRpc.Pulse.SILENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.livekit.AgentRpc;
import dev.understudy.session.Watched;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Workers may give their agents in all rooms one identity ({@code JobRequest.accept(identity=…)}): each of them has its own life. */
class SameIdentityPingsTest {
    private final Watch watch = new Watch();
    private final Watched one = agent("room1", true);
    private final Watched other = agent("room2", false);

    @Test
    void thePingOfOneHoldsUpNobodyElses() {
        watch.agents.addAll(List.of(one, other));
        watch.answers.add(new CompletableFuture<>());
        watch.heartbeat.beat();
        assertThat(watch.pings).extracting(AgentRpc.Rpc::room).containsExactly("room1", "room2");
    }

    @Test
    void thatOneAnsweredSaysNothingOfWhatAnotherCanDo() {
        watch.agents.addAll(List.of(one, other));
        watch.answer(ALIVE, SILENT, SILENT);
        watch.heartbeat.beat();
        assertThat(watch.nudged).isEmpty();
    }

    @Test
    void whoAnswersIsWrittenDownInEachRoom() {
        watch.agents.addAll(List.of(agent("room3", false), other));
        watch.heartbeat.beat();
        assertThat(watch.signals.take("room3").answering()).containsExactly("assistant");
        assertThat(watch.signals.take("room2").answering()).containsExactly("assistant");
    }

    @Test
    void whereThereAreFewPingsEachHasItsTurn() {
        var round = new Round();
        assertThat(round.next(List.of(one, other), 1)).containsExactly(one);
        assertThat(round.next(List.of(one, other), 1)).containsExactly(other);
    }

    private Watched agent(String room, boolean answers) {
        return new Watched(room, "worker", "assistant", watch.clock.millis() - 60_000, answers, null);
    }

    /** Workers of two versions may have one name. */
    @Test
    void thatOneIsMuteIsSaidThoughAnotherOfTheSameNameAnswers() {
        watch.unheard(60_000);
        watch.agentFor(60_000, null);
        watch.answer(AgentRpc.Pulse.SILENT, AgentRpc.Pulse.SILENT, AgentRpc.Pulse.ALIVE);
        watch.heartbeat.beat();
        assertThat(watch.pulses.mute()).containsExactly("worker");
        watch.agents.remove(0);
        watch.heartbeat.beat();
        assertThat(watch.pulses.mute()).as("it is gone").isEmpty();
    }
}
