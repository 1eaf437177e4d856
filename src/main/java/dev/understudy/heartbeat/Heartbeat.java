package dev.understudy.heartbeat;

import dev.understudy.livekit.AgentRpc;
import dev.understudy.livekit.AgentRpc.Pulse;
import dev.understudy.livekit.AgentRpc.Rpc;
import dev.understudy.livekit.CallClass;
import dev.understudy.livekit.LiveKit;
import dev.understudy.livekit.LiveKitBudget;
import dev.understudy.livekit.LiveKitPutOff;
import dev.understudy.livekit.LiveKitRejected;
import dev.understudy.livekit.LiveKitUnavailable;
import dev.understudy.session.Health;
import dev.understudy.session.Nudges;
import dev.understudy.session.Pulses;
import dev.understudy.session.SessionSettings;
import dev.understudy.session.Sessions;
import dev.understudy.session.Signals;
import dev.understudy.session.SignsOfLife.Seat;
import dev.understudy.session.TaskLeases;
import dev.understudy.session.Vouching;
import dev.understudy.session.Watched;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Pings every agent whose worker does not vouch for it, and at once who was vouched for and is not any more. Two misses, the second ping following the first at once, are death of one that answered before; any answer is life. Only LiveKit's own word counts as a miss, not that it gave none; while LiveKit
 * itself cannot be asked nothing counts, and for 5 s after it came back neither. Answers stay in memory; only a death is told.
 */
@Component("heartbeat")
public class Heartbeat {
    private static final String METHOD = "understudy.ping";
    private static final Duration ANSWER = Duration.ofMillis(500);
    /** On the second one a life depends: an agent on a busy machine was late twice by 500 ms (seen beside three busy loops on two cores). */
    private static final Duration LAST_ANSWER = Duration.ofSeconds(1);
    /** For one of whom LiveKit said nothing: it takes 3 s to say that nobody is there, as on a node that was killed (measured). */
    private static final Duration SLOW_ANSWER = Duration.ofSeconds(3);

    private final Sessions sessions;
    private final AgentRpc rpc;
    private final Vigil vigil;
    private final Pulses pulses;
    private final Vouching vouching;
    private final SessionSettings settings;
    private final Clock clock;
    private final Round round = new Round();
    private final Set<Seat> underWay = ConcurrentHashMap.newKeySet();
    /** Of whom LiveKit said nothing when they were pinged last. */
    private final Set<Seat> slow = ConcurrentHashMap.newKeySet();
    /** Rooms whose agents LiveKit said nothing of: it takes 3 s to say that somebody is not there (measured), a look says it at once. */
    private final Set<String> unanswered = ConcurrentHashMap.newKeySet();

    /** Watches all sessions of the store, from one node. */
    public Heartbeat(
            Sessions sessions,
            AgentRpc rpc,
            Vigil vigil,
            Pulses pulses,
            Vouching vouching,
            SessionSettings settings,
            Clock clock) {
        this.sessions = sessions;
        this.rpc = rpc;
        this.vigil = vigil;
        this.pulses = pulses;
        this.vouching = vouching;
        this.settings = settings;
        this.clock = clock;
    }

    /** What a death is told with, and what it must not be taken for. */
    @Component
    record Vigil(
            TaskLeases leases, Health health, LiveKit livekit, Signals signals, Nudges nudges, LiveKitBudget budget) {
        /** Whether LiveKit can be trusted; asks it, when it has been away, or did not answer for a room. */
        boolean livekitSteady() {
            if (health.isDoubted()) ask();
            return !health.isShaky();
        }

        void died(Watched agent) {
            signals.silent(agent.room(), agent.agent());
            nudges.room(agent.room());
        }

        private void ask() {
            try {
                livekit.rooms("understudy-probe");
                health.answered();
            } catch (LiveKitPutOff e) {
                // nothing is known, as before
            } catch (LiveKitUnavailable e) {
                health.failed();
            } catch (LiveKitRejected e) {
                health.refused();
            }
        }
    }

    /** One beat: a ping for every agent that has none under way, or for as many as the budget of calls allows, and a look where an acknowledgement is waited for. */
    public void beat() {
        if (!vigil.livekitSteady()) return; // a node that does not ping has to know too whether LiveKit is back
        lookAtTheUnanswered();
        if (!isOurs()) {
            slow.clear();
            return;
        }
        var watched = sessions.watched();
        vouching.learn();
        var seats = watched.stream().map(Seat::of).toList();
        pulses.keep(seats);
        slow.retainAll(seats);
        var unknown = watched.stream().filter(agent -> !isVouchedFor(agent)).toList();
        for (var agent : round.next(unknown, vigil.budget().beats())) ping(agent, CallClass.BEAT);
        for (var agent : watched) if (agent.awaits() != null) vigil.nudges().room(agent.room());
    }

    /** Looks whether somebody is vouched for no more, whose death cannot wait for the next beat, nor for what the budget leaves for beats. */
    public void doubt() {
        if (vigil.health().isShaky()) return; // they are still doubted when it is not any more
        var doubted = vouching.doubted();
        if (doubted.isEmpty() || !vigil.livekitSteady()) return;
        for (var agent : sessions.watched())
            if (doubted.contains(Seat.of(agent)) && pulses.hasAnswered(agent)) ping(agent, CallClass.LOOK);
    }

    private void lookAtTheUnanswered() {
        for (var room : Set.copyOf(unanswered))
            if (unanswered.remove(room)) vigil.nudges().room(room);
    }

    /** Who has never answered a ping is pinged all the same: whether it can is what the first pings are for. */
    private boolean isVouchedFor(Watched agent) {
        return pulses.hasAnswered(agent) && vouching.isFor(agent);
    }

    /**
     * One node pings. A lease that cannot be written keeps nobody from it: two that ping do no harm, and whoever finds a death
     * only asks for a look at the room.
     */
    private boolean isOurs() {
        try {
            return vigil.leases().take("heartbeat", 2 * settings.heartbeat().toMillis());
        } catch (DataAccessException e) {
            return true;
        }
    }

    private void ping(Watched agent, CallClass urgency) {
        var seat = Seat.of(agent);
        if (!pulses.arePossible() || !underWay.add(seat)) return;
        var young = clock.millis() - agent.agentAt() <= Signals.YOUNG_MS;
        var patient = slow.contains(seat);
        call(agent, urgency, patient ? SLOW_ANSWER : ANSWER)
                .thenCompose(first -> first == Pulse.SILENT && !young
                        ? call(agent, CallClass.LOOK, patient ? SLOW_ANSWER : LAST_ANSWER)
                        : CompletableFuture.completedFuture(first))
                .whenComplete((pulse, failure) -> {
                    underWay.remove(seat);
                    if (pulse != null && !(young && pulse == Pulse.SILENT)) learn(agent, pulse);
                });
    }

    private void learn(Watched agent, Pulse pulse) {
        switch (pulse) {
            case ALIVE -> {
                slow.remove(Seat.of(agent));
                if (pulses.answers(agent)) vigil.signals().answers(agent.room(), agent.agent());
            }
            case SILENT -> {
                if (pulses.isJudged(agent)) vigil.died(agent);
            }
            case UNANSWERED -> {
                vigil.health().doubt();
                slow.add(Seat.of(agent));
                unanswered.add(agent.room());
            }
            case UNSUPPORTED -> pulses.unsupported();
            case UNKNOWN -> {}
        }
    }

    private CompletableFuture<Pulse> call(Watched agent, CallClass urgency, Duration answer) {
        return rpc.call(new Rpc(agent.room(), agent.agent(), METHOD, "", urgency), answer);
    }
}
