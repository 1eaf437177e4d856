package dev.understudy.sandbox;

import java.util.Map;

/** Sets and lifts faults, one change at a time. */
@Simulated
class FaultSwitch {
    private final FakeFaults faults;
    private final FakeRooms rooms;
    private final FakeTavusKeys keys;
    private final Comeback comeback;

    FaultSwitch(FakeFaults faults, FakeRooms rooms, FakeTavusKeys keys, Comeback comeback) {
        this.faults = faults;
        this.rooms = rooms;
        this.keys = keys;
        this.comeback = comeback;
    }

    /** What is wrong now, as {@code GET /sandbox/faults} shows it. */
    Map<String, String> state() {
        return Map.of(
                "tavus", faults.tavus().wire(), "livekit", faults.livekit().wire());
    }

    /** Lifts LiveKit's present fault and sets this one. */
    synchronized void set(LiveKitFault fault) {
        if (fault != faults.livekit()) faults.livekit().lift(rooms);
        faults.set(fault);
        fault.strike(rooms);
        if (fault == LiveKitFault.RESTART) comeback.begin(this::serverIsBack);
    }

    /** Sets Tavus' fault. */
    synchronized void set(TavusFault fault) {
        faults.set(fault);
        fault.strike(keys);
    }

    /** The fault {@code restart} ends by itself, unless another one was set meanwhile. */
    private synchronized void serverIsBack() {
        if (faults.is(LiveKitFault.RESTART)) faults.set(LiveKitFault.NONE);
    }
}
