package dev.understudy.sandbox;

import java.util.Map;

/** Sets and lifts faults, one change at a time. */
@Simulated
class FaultSwitch {
    private final FakeFaults faults;
    private final FakeRooms rooms;
    private final FakeTavusKeys keys;
    private final Comeback comeback;
    private final HostFaults host;

    FaultSwitch(FakeFaults faults, FakeRooms rooms, FakeTavusKeys keys, Comeback comeback, HostFaults host) {
        this.faults = faults;
        this.rooms = rooms;
        this.keys = keys;
        this.comeback = comeback;
        this.host = host;
    }

    /** What is wrong now, as {@code GET /sandbox/faults} shows it. */
    Map<String, String> state() {
        return Map.of(
                "tavus",
                faults.tavus().wire(),
                "livekit",
                faults.livekit().wire(),
                "host",
                faults.host().wire());
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

    /** Sets the Docker host's fault. */
    synchronized void set(HostFault fault) {
        faults.set(fault);
        host.strike(fault);
    }

    /** The fault {@code restart} ends by itself, unless another one was set meanwhile. */
    private synchronized void serverIsBack() {
        if (faults.is(LiveKitFault.RESTART)) faults.set(LiveKitFault.NONE);
    }
}
