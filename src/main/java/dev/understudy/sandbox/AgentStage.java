package dev.understudy.sandbox;

import java.time.Duration;
import java.util.Map;

/** What workers and their agents can do and see: rooms, a clock, and what is wrong with them just now. */
@Simulated
class AgentStage {
    private final FakeRooms rooms;
    private final FakeFaults faults;
    private final Later later;
    private final Delays delays;

    AgentStage(FakeRooms rooms, FakeFaults faults, Later later, SandboxSettings settings) {
        this.rooms = rooms;
        this.faults = faults;
        this.later = later;
        this.delays = settings.delays();
    }

    Duration phrase() {
        return delays.phrase();
    }

    boolean is(LiveKitFault fault) {
        return faults.is(fault);
    }

    boolean deaf() {
        return is(LiveKitFault.NO_ACK);
    }

    void later(Duration delay, Runnable work) {
        later.in(delay, work);
    }

    boolean showsVideo(String room, String identity) {
        return rooms.showsVideo(room, identity);
    }

    void setAttributes(String room, String identity, Map<String, String> attributes) {
        rooms.setAttributes(room, identity, attributes);
    }
}
