package dev.understudy.credential;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** How the keys stand, by slot and without their fingerprints: the numbers of which there are always equally many. */
@Component
public class SlotStates {
    private static final long FRESH_MS = 1_000;
    private final SlotKeys slots;
    private final KeyStandings standings;
    private final Clock clock;
    private volatile Seen seen = new Seen(Map.of(), Long.MIN_VALUE / 2);

    /** Looks at slots and store, once a second at most. */
    SlotStates(SlotKeys slots, KeyStandings standings, Clock clock) {
        this.slots = slots;
        this.standings = standings;
        this.clock = clock;
    }

    /** What was seen, by provider and slot, and when. */
    private record Seen(Map<String, State> states, long at) {}

    /** A key in a slot: 1 or 0, and UTC s or NaN. */
    private record State(double isGood, double checkedAt) {}

    private static final State NO_KEY = new State(Double.NaN, Double.NaN);

    /** 1 for a key that is not known to be bad, 0 for one that is or could not pay in use, NaN for an empty slot. */
    public double isGood(Provider provider, Slot slot) {
        return state(provider, slot).isGood();
    }

    /** When its provider was asked last, UTC s; NaN for never and for an empty slot. */
    public double checkedAt(Provider provider, Slot slot) {
        return state(provider, slot).checkedAt();
    }

    private State state(Provider provider, Slot slot) {
        if (Math.abs(clock.millis() - seen.at()) >= FRESH_MS) look();
        return seen.states().getOrDefault(provider + " " + slot, NO_KEY);
    }

    /** A store that does not answer leaves what was seen last. */
    private void look() {
        try {
            seen = new Seen(states(), clock.millis());
        } catch (DataAccessException e) {
            seen = new Seen(seen.states(), clock.millis());
        }
    }

    private Map<String, State> states() {
        var known = new HashMap<String, KeyStanding>();
        standings.all().forEach(each -> known.put(each.provider() + each.fingerprint(), each));
        var found = new HashMap<String, State>();
        for (var provider : Provider.values())
            for (var key : slots.of(provider)) {
                var standing = known.get(provider + key.key().fingerprint());
                found.put(provider + " " + key.slot(), standing == null ? new State(1, Double.NaN) : of(standing));
            }
        return found;
    }

    private static State of(KeyStanding standing) {
        var checkedAt = standing.checkedAt();
        return new State(
                standing.isBad() || standing.isLimitedInUse() ? 0 : 1,
                checkedAt == null ? Double.NaN : checkedAt / 1_000.0);
    }
}
