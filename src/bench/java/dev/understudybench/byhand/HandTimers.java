package dev.understudybench.byhand;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.livekit.AgentRpc;
import dev.understudy.livekit.AgentRpc.Pulse;
import dev.understudy.livekit.LiveKit;
import dev.understudy.livekit.LiveKitRejected;
import dev.understudy.livekit.LiveKitUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Whatever a nudge, a webhook or a crash has lost; and the heartbeat, which reads acknowledgements too. */
@Component
class HandTimers {
    private static final Duration ANSWER = Duration.ofMillis(500);
    private final HandStore store;
    private final HandFlow flow;
    private final HandChores chores;
    private final LiveKit livekit;
    private final AgentRpc rpc;
    private final ObjectMapper json;
    private final Clock clock;

    HandTimers(
            HandStore store,
            HandFlow flow,
            HandChores chores,
            LiveKit livekit,
            AgentRpc rpc,
            ObjectMapper json,
            Clock clock) {
        this.store = store;
        this.flow = flow;
        this.chores = chores;
        this.livekit = livekit;
        this.rpc = rpc;
        this.json = json;
        this.clock = clock;
    }

    @Scheduled(fixedRate = 250)
    void due() {
        store.claimDue(clock.millis()).forEach(flow::nudge);
    }

    @Scheduled(fixedRate = 1_000)
    void chores() {
        store.claimChores(clock.millis()).forEach(chores::does);
    }

    @Scheduled(fixedRate = 2_000)
    void webhooks() {
        store.roomsWaiting(clock.millis() - 2_000).forEach(flow::nudge);
    }

    @Scheduled(fixedRate = 30_000, initialDelay = 500)
    void reconcile() {
        try {
            livekit.rooms().forEach(room -> flow.nudge(room.name()));
            store.openRooms().forEach(flow::nudge);
        } catch (LiveKitUnavailable | LiveKitRejected e) {
            // next time
        }
    }

    @Scheduled(fixedRate = 2_000)
    void beat() {
        var young = clock.millis() - 2_000;
        for (var session : store.watched()) {
            if (session.data.agentAt < young) ping(session);
            if (session.state.equals("VIDEO") && !session.data.acknowledged) read(session);
        }
    }

    private void ping(HandSession session) {
        var agent = Objects.toString(session.data.agent);
        var ping = new AgentRpc.Rpc(session.room, agent, "understudy.ping", "");
        rpc.call(ping, ANSWER).thenAccept(first -> {
            if (first == Pulse.SILENT)
                rpc.call(ping, ANSWER).thenAccept(second -> {
                    if (second == Pulse.SILENT) flow.silent(session.room);
                });
        });
    }

    private void read(HandSession session) {
        try {
            var attributes = livekit.attributes(session.room, Objects.toString(session.data.agent));
            var ack = json.readTree(
                    attributes.map(all -> all.get("understudy.ack")).orElse("{}"));
            if (ack.path("epoch").asLong(-1) == session.data.epoch
                    && ack.path("ok").asBoolean()) flow.acknowledged(session.room);
        } catch (LiveKitUnavailable | LiveKitRejected | JsonProcessingException e) {
            // at the next beat
        }
    }
}
