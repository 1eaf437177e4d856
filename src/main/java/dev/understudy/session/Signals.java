package dev.understudy.session;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * What heartbeat and reconcile have to tell a room's next step. Kept in memory: what a crash loses, the next heartbeat or the
 * next reconcile tells again.
 */
@Component
public class Signals {
    private final ConcurrentHashMap<String, Told> byRoom = new ConcurrentHashMap<>();

    /** What was told of one room; the words are those of {@link Situation.Signs}. */
    public record Told(String sid, boolean gone, Set<String> silent, String over) {
        static final Told NOTHING = new Told("", false, Set.of(), "");

        Told and(Told more) {
            var all = new HashSet<>(silent);
            all.addAll(more.silent);
            return new Told(
                    more.sid.isEmpty() ? sid : more.sid,
                    gone || more.gone,
                    all,
                    more.over.isEmpty() ? over : more.over);
        }

        /** What is still true when LiveKit could not be asked meanwhile: an agent that was silent may have come back. */
        Told lasting() {
            return new Told("", false, Set.of(), over);
        }
    }

    /** The room's sid, as LiveKit lists it. */
    public void sid(String room, String sid) {
        tell(room, new Told(sid, false, Set.of(), ""));
    }

    /** The room is not there any more. */
    public void gone(String room) {
        tell(room, new Told("", true, Set.of(), ""));
    }

    /** An agent does not answer its heartbeat. */
    public void silent(String room, String identity) {
        tell(room, new Told("", false, Set.of(identity), ""));
    }

    /** Tavus has ended the conversation itself. */
    public void over(String room, String conversation) {
        tell(room, new Told("", false, Set.of(), conversation));
    }

    /** Takes all that was told of a room. */
    public Told take(String room) {
        var told = byRoom.remove(room);
        return told == null ? Told.NOTHING : told;
    }

    /** Puts back what a step took and could not act upon. */
    public void tell(String room, Told told) {
        if (!told.equals(Told.NOTHING)) byRoom.merge(room, told, Told::and);
    }
}
