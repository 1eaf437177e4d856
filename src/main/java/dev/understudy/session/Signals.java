package dev.understudy.session;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What heartbeat and reconcile have to tell a room's next step. Kept in memory: what a crash loses, the next heartbeat or the
 * next reconcile tells again. A silence is believed for five seconds: where nothing could be written for longer, the agent may have come
 * back meanwhile; the heartbeat tells again of one that has not.
 */
@Component
public class Signals {
    /** More than two beats, so that one who stays silent is silent all the time, ms. */
    private static final long SILENCE_MS = 5_000;
    /** At the instant of joining an agent's data channel is not open yet (measured): nobody is judged who has been there for less, ms. */
    public static final long YOUNG_MS = 2_000;

    private final ConcurrentHashMap<String, Told> byRoom = new ConcurrentHashMap<>();
    private final Clock clock;

    /** Judges by that clock how old a silence is. */
    public Signals(Clock clock) {
        this.clock = clock;
    }

    /**
     * What was told of one room; the words are those of {@link Situation.Signs}.
     *
     * @param silences since when (UTC ms) an agent of that identity is known not to answer
     */
    public record Told(String sid, boolean gone, Map<String, Long> silences, String over, Set<String> answering) {
        static final Told NOTHING = new Told("", false, Map.of(), "", Set.of());

        /** Whose silence is told. */
        public Set<String> silent() {
            return silences.keySet();
        }

        /** The same where the agent is there since then, UTC ms: the ping may have been under way to one of its identity before. */
        Set<String> silentOf(long joinedAt) {
            return since(joinedAt + YOUNG_MS).silent();
        }

        Told since(long then) {
            var young = new HashMap<>(silences);
            young.values().removeIf(at -> at < then);
            return new Told(sid, gone, young, over, answering);
        }

        Told and(Told more) {
            var all = new HashMap<>(silences);
            more.silences.forEach((agent, at) -> all.merge(agent, at, Math::max));
            return new Told(
                    more.sid.isEmpty() ? sid : more.sid,
                    gone || more.gone,
                    all,
                    more.over.isEmpty() ? over : more.over,
                    Stream.concat(answering.stream(), more.answering.stream()).collect(Collectors.toUnmodifiableSet()));
        }

        /** What is still true when LiveKit could not be asked meanwhile: an agent that was silent may have come back. */
        Told lasting() {
            return new Told("", false, Map.of(), over, answering);
        }
    }

    /** The room's sid, as LiveKit lists it. */
    public void sid(String room, String sid) {
        tell(room, new Told(sid, false, Map.of(), "", Set.of()));
    }

    /** The room is not there any more. */
    public void gone(String room) {
        tell(room, new Told("", true, Map.of(), "", Set.of()));
    }

    /** An agent does not answer its heartbeat. */
    public void silent(String room, String identity) {
        tell(room, new Told("", false, Map.of(identity, clock.millis()), "", Set.of()));
    }

    /** An agent answered its heartbeat for the first time; the room's next turn writes it down, whenever that comes. */
    public void answers(String room, String identity) {
        tell(room, new Told("", false, Map.of(), "", Set.of(identity)));
    }

    /** Tavus has ended the conversation itself. */
    public void over(String room, String conversation) {
        tell(room, new Told("", false, Map.of(), conversation, Set.of()));
    }

    /** Takes all that was told of a room. */
    public Told take(String room) {
        var told = byRoom.remove(room);
        return told == null ? Told.NOTHING : told.since(clock.millis() - SILENCE_MS);
    }

    /** Puts back what a step took and could not act upon. */
    public void tell(String room, Told told) {
        if (!told.equals(Told.NOTHING)) byRoom.merge(room, told, Told::and);
    }
}
