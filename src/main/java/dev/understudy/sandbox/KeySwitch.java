package dev.understudy.sandbox;

import dev.understudy.common.Problem;
import dev.understudy.credential.Provider;
import dev.understudy.credential.Slot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Revokes keys, limits them and makes them good again, by the slot in which they are at that moment. */
@Simulated
class KeySwitch {
    private static final int UNPROCESSABLE = 422;
    private final FakeKeyStates states;
    private final FakeSlots slots;

    KeySwitch(FakeKeyStates states, FakeSlots slots) {
        this.states = states;
        this.slots = slots;
    }

    /** What their providers think of the keys that are in the slots now, by provider and slot; an empty slot is left out. */
    Map<String, Map<String, String>> state() {
        var all = new LinkedHashMap<String, Map<String, String>>();
        for (var provider : Provider.values()) all.put(provider.wire(), state(provider));
        return all;
    }

    /** Refuses (422) what cannot be done: where there is no key nothing can be wrong with it. */
    void check(List<KeyChange> changes) {
        for (var change : changes)
            if (change.fault() != KeyFault.VALID
                    && slots.key(change.provider(), change.slot()).isEmpty()) throw empty(change);
    }

    /** Does it. Which key is meant is settled before the first one changes. */
    synchronized void set(List<KeyChange> changes) {
        var keys = new LinkedHashMap<KeyChange, String>();
        for (var change : changes) slots.key(change.provider(), change.slot()).ifPresent(key -> keys.put(change, key));
        keys.forEach((change, key) -> states.set(change.provider(), key, change.fault()));
    }

    private Map<String, String> state(Provider provider) {
        var bySlot = new LinkedHashMap<String, String>();
        for (var slot : Slot.values())
            slots.key(provider, slot)
                    .ifPresent(key ->
                            bySlot.put(slot.wire(), states.of(provider, key).wire()));
        return bySlot;
    }

    private static RuntimeException empty(KeyChange change) {
        var detail = "No key is known to be in that slot. For the world alone, name it by understudy.sandbox.slots.";
        return Problem.of(UNPROCESSABLE, "slot-empty", "There is no such key", detail)
                .at(change.field())
                .refused();
    }
}
