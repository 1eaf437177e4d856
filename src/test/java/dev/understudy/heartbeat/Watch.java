package dev.understudy.heartbeat;

import dev.understudy.common.Secret;
import dev.understudy.fixtures.ManualClock;
import dev.understudy.livekit.AgentRpc;
import dev.understudy.livekit.LiveKit;
import dev.understudy.livekit.LiveKitConnection;
import dev.understudy.livekit.LiveKitKeys;
import dev.understudy.livekit.LiveKitParts;
import dev.understudy.livekit.LiveKitSettings;
import dev.understudy.livekit.Room;
import dev.understudy.session.Health;
import dev.understudy.session.Nudges;
import dev.understudy.session.Pulses;
import dev.understudy.session.SessionParts;
import dev.understudy.session.Sessions;
import dev.understudy.session.Signals;
import dev.understudy.session.SignsOfLife;
import dev.understudy.session.TaskLeases;
import dev.understudy.session.Watched;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The heartbeat over an outside by script: agents answer what they are told to, and time stands until it is moved. */
final class Watch {
    private static final LiveKitSettings SETTINGS = new LiveKitSettings(
            URI.create("http://127.0.0.1:9"), null, "k", Secret.of("s"), null, Duration.ofSeconds(5), 1);
    private static final LiveKitKeys KEYS = LiveKitParts.keys(SETTINGS);
    private static final LiveKitConnection CONNECTION = LiveKitParts.connection(SETTINGS);

    final ManualClock clock = new ManualClock(1_795_410_048_000L);
    final Health health = new Health(clock);
    final Signals signals = new Signals(clock);
    final List<Watched> agents = new ArrayList<>();
    /** What the next pings come to; when nothing is left, agents answer. */
    final Deque<CompletableFuture<AgentRpc.Pulse>> answers = new ArrayDeque<>();

    final List<AgentRpc.Rpc> pings = new ArrayList<>();
    final List<Duration> patience = new ArrayList<>();
    final List<String> nudged = new ArrayList<>();
    final List<String> leases = new ArrayList<>();
    boolean hasLease = true;
    /** What the lease's row throws when it is to be written; null when it can be. */
    @Nullable
    RuntimeException storeTrouble;

    int asked;
    /** What LiveKit throws when it is asked whether it is there; null when it answers. */
    @Nullable
    RuntimeException trouble;

    final Pulses pulses = new Pulses(clock);
    final SignsOfLife signs = SessionParts.signs(clock);
    final Heartbeat heartbeat = new Heartbeat(
            new SessionsByScript(),
            new AgentsByScript(),
            new Heartbeat.Vigil(
                    new LeaseByScript(),
                    health,
                    new LiveKitByScript(),
                    signals,
                    new NudgesWritten(),
                    LiveKitParts.budget("none", clock)),
            pulses,
            SessionParts.vouching(signs, clock),
            SessionParts.settings(),
            clock);

    /** One more agent, there for so long, ms. */
    void agentFor(long ms, @Nullable Long awaits) {
        var number = agents.size() + 1;
        agents.add(new Watched("room" + number, "worker", "agent" + number, clock.millis() - ms, true, awaits));
    }

    /** One more agent that has never answered yet. */
    void unheard(long ms) {
        var number = agents.size() + 1;
        agents.add(new Watched("room" + number, "worker", "agent" + number, clock.millis() - ms, false, null));
    }

    /** A worker lists those of the agents, by their numbers. */
    void report(Integer... numbers) {
        signs.report(
                "worker-1",
                Stream.of(numbers)
                        .map(number -> new SignsOfLife.Seat("room" + number, "agent" + number))
                        .collect(Collectors.toSet()));
    }

    /** The next pings come to this, one after the other. */
    void answer(AgentRpc.Pulse... pulses) {
        for (var pulse : pulses) answers.add(CompletableFuture.completedFuture(pulse));
    }

    private final class AgentsByScript extends AgentRpc {
        AgentsByScript() {
            super(SETTINGS, KEYS, CONNECTION);
        }

        @Override
        public CompletableFuture<Pulse> call(Rpc rpc, Duration answer) {
            pings.add(rpc);
            patience.add(answer);
            return answers.isEmpty() ? CompletableFuture.completedFuture(Pulse.ALIVE) : answers.remove();
        }
    }

    private final class LiveKitByScript extends LiveKit {
        LiveKitByScript() {
            super(SETTINGS, KEYS, CONNECTION);
        }

        @Override
        public List<Room> rooms(String... names) {
            asked++;
            if (trouble != null) throw trouble;
            return List.of();
        }
    }

    @SuppressWarnings("NullAway") // nothing else of it is asked
    private final class SessionsByScript extends Sessions {
        SessionsByScript() {
            super(null, null, null, null, clock);
        }

        @Override
        public List<Watched> watched() {
            return agents;
        }
    }

    @SuppressWarnings("NullAway") // nothing else of it is asked
    private final class LeaseByScript extends TaskLeases {
        LeaseByScript() {
            super(null, null, clock);
        }

        @Override
        public boolean take(String task, long forMs) {
            leases.add(task + " for " + forMs);
            if (storeTrouble != null) throw storeTrouble;
            return hasLease;
        }
    }

    @SuppressWarnings("NullAway") // nothing is sent
    private final class NudgesWritten extends Nudges {
        NudgesWritten() {
            super(null, "", "");
        }

        @Override
        public void room(String room) {
            nudged.add(room);
        }
    }
}
