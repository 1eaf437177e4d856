package dev.understudy.history;

import dev.understudy.livekit.AgentRpc;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** PerformRpc: a living agent answers at once, a dead or frozen one never; that one is absent takes LiveKit longer to say than anybody waits. */
final class ModelRpc extends AgentRpc {
    private final World world;

    ModelRpc(World world) {
        super(ModelLiveKit.SETTINGS, ModelLiveKit.KEYS, ModelLiveKit.CONNECTION);
        this.world = world;
    }

    @Override
    public CompletableFuture<Pulse> call(Rpc rpc, Duration answer) {
        return CompletableFuture.completedFuture(pulse(rpc.room(), rpc.identity()));
    }

    private Pulse pulse(String room, String identity) {
        if (!world.stage.isUp() || world.away) return Pulse.UNANSWERED;
        return world.stage
                .find(room, identity)
                .map(agent -> agent.answers ? Pulse.ALIVE : Pulse.SILENT)
                .orElse(Pulse.UNANSWERED);
    }
}
