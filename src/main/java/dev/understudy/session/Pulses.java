package dev.understudy.session;

import dev.understudy.session.SignsOfLife.Seat;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What pings taught of a LiveKit and of its agents. Some SDKs never deliver a call to an agent (agents-js#276), and servers before 1.9.2 have none:
 * an agent is judged only by what it once could do. Without pings LiveKit's own 20 s tell of a death.
 */
@Component
public class Pulses {
    private static final Logger log = LoggerFactory.getLogger(Pulses.class);
    /** A server may be replaced by a newer one; until it is asked again, ms. */
    private static final long ASKED_ANEW_MS = 10_000;

    /** By their seats: workers may give their agents in all rooms one identity. */
    private final Set<Seat> answered = ConcurrentHashMap.newKeySet();

    /** Who has not answered, and the name of the worker; others of the same name may. */
    private final Map<Seat, String> mute = new ConcurrentHashMap<>();

    private final Set<String> said = ConcurrentHashMap.newKeySet();
    private final Clock clock;
    private volatile long withoutUntil;
    private volatile boolean without;

    /** Nothing is known at first. */
    public Pulses(Clock clock) {
        this.clock = clock;
    }

    /** An agent answered; true when it was not known before that it can. */
    public boolean answers(Watched agent) {
        without = false;
        mute.remove(Seat.of(agent));
        return answered.add(Seat.of(agent)) && !agent.answers();
    }

    /** Whether it is known that this agent can answer. */
    public boolean hasAnswered(Watched agent) {
        return agent.answers() || answered.contains(Seat.of(agent));
    }

    /** Whether an agent's silence tells anything. Said once for each name of a worker when it does not. */
    public boolean isJudged(Watched agent) {
        if (hasAnswered(agent)) return true;
        mute.put(Seat.of(agent), agent.agentName());
        if (said.add(agent.agentName()))
            log.warn(
                    "agents of {} do not answer pings: a dead one is noticed only when LiveKit does, after 20 s",
                    agent.agentName());
        return false;
    }

    /** This LiveKit knows no calls to participants. Said once. */
    public void unsupported() {
        if (!without)
            log.warn(
                    "this LiveKit has no PerformRpc (it came with 1.9.2): a dead agent is noticed only when LiveKit does, after 20 s");
        without = true;
        withoutUntil = clock.millis() + ASKED_ANEW_MS;
    }

    /** Whether pings have a chance. */
    public boolean arePossible() {
        return !without || clock.millis() >= withoutUntil;
    }

    /** These are all whom there is to remember. */
    public void keep(Collection<Seat> agents) {
        answered.retainAll(agents);
        mute.keySet().retainAll(agents);
    }

    /** Whether this LiveKit knows no calls to participants. */
    public boolean isWithout() {
        return without;
    }

    /** The names of the workers of agents that are there and have never answered. */
    public Set<String> mute() {
        return new TreeSet<>(mute.values());
    }
}
