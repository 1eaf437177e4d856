package dev.understudy.journey;

import dev.understudy.fixtures.WorldControls;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * Users who come to a room of their own each, so many a second.
 *
 * @param world where they come to
 * @param name how the names of their rooms begin
 * @param perSecond how many come in a second
 * @param time for how long
 */
record SteadyLoad(WorldControls world, String name, int perSecond, Duration time) {
    private static final int SIDE_BY_SIDE = 4;
    private static final Duration LATE = Duration.ofSeconds(60);

    /** Their rooms, once all have come; how long that took is printed. Half way something happens, and nobody waits for it. */
    List<String> play(Runnable halfWay) {
        var rooms = IntStream.range(0, (int) (perSecond * time.toMillis() / 1000))
                .mapToObj(number -> name + "-" + number)
                .toList();
        var start = System.nanoTime();
        var clock = Executors.newScheduledThreadPool(SIDE_BY_SIDE);
        try {
            var event = clock.schedule(halfWay, time.toMillis() / 2, TimeUnit.MILLISECONDS);
            var comings = IntStream.range(0, rooms.size())
                    .mapToObj(number -> clock.schedule(
                            () -> joins(rooms.get(number)), number * 1000L / perSecond, TimeUnit.MILLISECONDS))
                    .toList();
            for (var coming : comings) coming.get(time.plus(LATE).toMillis(), TimeUnit.MILLISECONDS);
            event.get(LATE.toMillis(), TimeUnit.MILLISECONDS);
            System.out.printf(
                    "%s: %d users came within %.1f s%n", name, rooms.size(), (System.nanoTime() - start) / 1e9);
            return rooms;
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the users could not come", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            clock.shutdownNow();
        }
    }

    /** While the server is away a browser tries again. */
    private void joins(String room) {
        Awaitility.await(room).ignoreException(AssertionError.class).until(() -> {
            world.join(room, Scene.USER);
            return true;
        });
    }
}
