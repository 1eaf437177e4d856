package dev.understudy.session;

import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * One turn a room at a time within this process: who comes while another is at it only asks for one more look. So ten webhooks
 * of a room cost two looks, not ten. (Between processes the lease and the version of the row do the same.)
 */
@Component
public class Turns {
    private final ConcurrentHashMap<String, Boolean> busy = new ConcurrentHashMap<>();

    /** True when the room's turn is ours; else whoever has it will look once more. */
    public boolean take(String room) {
        return !busy.merge(room, false, (old, fresh) -> true);
    }

    /** Gives it back; true when somebody came in between. */
    public boolean giveBack(String room) {
        return Boolean.TRUE.equals(busy.remove(room));
    }
}
