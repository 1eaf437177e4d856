package dev.understudy.sandbox;

/** What is wrong with the simulated world now: read by everyone, set by {@link FaultSwitch} only. */
@Simulated
class FakeFaults {
    private volatile LiveKitFault livekit = LiveKitFault.NONE;
    private volatile TavusFault tavus = TavusFault.NONE;
    private volatile HostFault host = HostFault.NONE;

    LiveKitFault livekit() {
        return livekit;
    }

    TavusFault tavus() {
        return tavus;
    }

    HostFault host() {
        return host;
    }

    boolean is(LiveKitFault fault) {
        return livekit == fault;
    }

    boolean is(TavusFault fault) {
        return tavus == fault;
    }

    boolean is(HostFault fault) {
        return host == fault;
    }

    /** True while no call to LiveKit can be answered. */
    boolean livekitIsAway() {
        return livekit == LiveKitFault.DOWN || livekit == LiveKitFault.RESTART;
    }

    /** True while nothing that happens is told. */
    boolean webhooksAreLost() {
        return livekitIsAway() || livekit == LiveKitFault.DROP_WEBHOOKS;
    }

    void set(LiveKitFault fault) {
        livekit = fault;
    }

    void set(TavusFault fault) {
        tavus = fault;
    }

    void set(HostFault fault) {
        host = fault;
    }
}
