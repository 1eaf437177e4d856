package dev.understudy.session;

import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * One turn a room at a time within this process: who comes while another is at it only asks for one more. So ten webhooks
 * of a room cost two turns, not ten. (Between processes the lease and the version of the row do the same.)
 */
@Component
public class Turns {
    private final ConcurrentHashMap<String, Wish> busy = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Long> resting = new ConcurrentHashMap<>();
    private final Clock clock;

    /** Rests by that clock. */
    public Turns(Clock clock) {
        this.clock = clock;
    }

    /** What a turn is wanted for; a later one includes those before it. */
    enum Wish {
        /** Nothing. */
        NOTHING,
        /** An event came: whether the room must be looked at depends on the events. */
        HEARD,
        /** A look at the room. */
        LOOK
    }

    /** True when the room's turn is ours; else whoever has it is told of the wish. */
    boolean take(String room, Wish wish) {
        return busy.merge(room, Wish.NOTHING, (before, free) -> before.compareTo(wish) > 0 ? before : wish)
                == Wish.NOTHING;
    }

    /** Nothing would come of a look at that room for so long, ms: only an event that comes meanwhile is a reason to try. */
    void rest(String room, long ms) {
        var now = clock.millis();
        resting.values().removeIf(until -> until <= now);
        resting.put(room, now + ms);
    }

    /** Whether a turn that nobody has a new reason for is to be left out; it comes again when the rest is over. */
    boolean isResting(String room) {
        var until = resting.get(room);
        return until != null && until > clock.millis();
    }

    /** Gives it back; says what was wished for in between. */
    Wish giveBack(String room) {
        var wish = busy.remove(room);
        return wish == null ? Wish.NOTHING : wish;
    }
}
