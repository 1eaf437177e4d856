package dev.understudy.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import livekit.LivekitModels.DisconnectReason;

/**
 * Plays whole sessions: a user comes; when the agent speaks through its face the user leaves; when everybody is gone the room
 * is closed (LiveKit would do that 20 s later). Closed loop: so many at once. Open loop: so many a second, come what may.
 */
final class BenchPlay {
    private static final AtomicLong NUMBER = new AtomicLong();
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);
    private static final int LOOK_MS = 4;
    private final FakeRooms rooms;
    private final BenchStage stage;
    private final BenchTimes times;
    private final List<Running> running = new ArrayList<>();
    private int begun;
    private int done;
    private int failed;
    private double meanSessionMs;

    BenchPlay(FakeRooms rooms, BenchStage stage, BenchTimes times) {
        this.rooms = rooms;
        this.stage = stage;
        this.times = times;
    }

    /**
     * What to play.
     *
     * @param inFlight sessions at once; with a rate, the most there may be
     * @param rate sessions begun a second; 0 for as many as come to an end
     * @param seconds for how long it is counted
     * @param leadIn seconds before that which are not counted
     */
    record Order(int inFlight, double rate, double seconds, double leadIn) {}

    /** What came of it: sessions begun in all, that ended while it was counted, sessions that did not end within 30 s. */
    record Outcome(
            int begun,
            int sessions,
            double perSecond,
            int failed,
            double meanSessionMs,
            BenchTimes.Shape webhook,
            BenchTimes.Shape agentToTavus) {}

    private static final class Running {
        final String room = "bench-" + NUMBER.incrementAndGet();
        final long since = System.nanoTime();
        boolean left;
    }

    /** Plays it, and lets the last ones end. */
    Outcome play(Order order) throws InterruptedException {
        phase(order, order.leadIn());
        times.start();
        done = 0;
        meanSessionMs = 0;
        var seconds = phase(order, order.seconds());
        times.stop();
        var sessions = done;
        var mean = meanSessionMs;
        drain();
        return new Outcome(begun, sessions, sessions / seconds, failed, mean, times.webhooks(), times.agentToTavus());
    }

    private double phase(Order order, double seconds) throws InterruptedException {
        var start = System.nanoTime();
        var started = 0;
        while (since(start) < seconds) {
            var due = order.rate() > 0 ? (int) (since(start) * order.rate()) : Integer.MAX_VALUE;
            for (; running.size() < order.inFlight() && started < due; started++) begin();
            look();
        }
        return since(start);
    }

    private void drain() throws InterruptedException {
        while (!running.isEmpty()) look();
    }

    private void begin() {
        begun++;
        var one = new Running();
        rooms.join(one.room, RoomShape.PLAIN, Guest.user("user", ""));
        running.add(one);
    }

    private void look() throws InterruptedException {
        running.removeIf(this::isOver);
        TimeUnit.MILLISECONDS.sleep(LOOK_MS);
    }

    private boolean isOver(Running one) {
        if (System.nanoTime() - one.since > PATIENCE_NS) return giveUp(one);
        if (!one.left) {
            one.left = stage.onVideo(one.room);
            if (one.left) rooms.leave(one.room, "user", DisconnectReason.CLIENT_INITIATED);
            return false;
        }
        var room = rooms.find(one.room);
        if (room.isPresent() && !room.get().people().isEmpty()) return false;
        close(one);
        done++;
        meanSessionMs += ((System.nanoTime() - one.since) / 1e6 - meanSessionMs) / done;
        return true;
    }

    private boolean giveUp(Running one) {
        failed++;
        close(one);
        return true;
    }

    private void close(Running one) {
        rooms.close(one.room, DisconnectReason.ROOM_CLOSED);
        times.forget(one.room);
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
