package dev.understudy.sandbox;

import java.time.Duration;

/**
 * The server is killed and comes back (facts: livekit-measured 12): nobody is said to have left, nothing to have finished;
 * after a second everybody returns by themselves, 0.2 to 0.8 s apart, under a new room sid. Dispatches are lost.
 */
@Simulated
class Comeback {
    private static final int FIRST = 200;
    private static final int APART = 150;
    private static final int SPREAD = 600;

    private final FakeRooms rooms;
    private final FakeWebhooks webhooks;
    private final FakeDoor door;
    private final Later later;
    private final Delays delays;

    Comeback(FakeRooms rooms, FakeWebhooks webhooks, FakeDoor door, Later later, SandboxSettings settings) {
        this.rooms = rooms;
        this.webhooks = webhooks;
        this.door = door;
        this.later = later;
        this.delays = settings.delays();
    }

    /** Kills the server; {@code back} is called when it serves again, before the first one returns. */
    void begin(Runnable back) {
        webhooks.forget();
        var stranded = rooms.crash();
        later.in(delays.restart(), () -> {
            back.run();
            for (int i = 0; i < stranded.size(); i++) comeBack(stranded.get(i), FIRST + i * APART % (SPREAD + 1));
        });
    }

    private void comeBack(FakeRooms.Stranded who, int afterMs) {
        later.in(Duration.ofMillis(afterMs), () -> door.joinWhenThere(who.room(), RoomShape.PLAIN, who.guest()));
    }
}
