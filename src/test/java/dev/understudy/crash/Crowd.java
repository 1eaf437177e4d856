package dev.understudy.crash;

import dev.understudy.fixtures.Http;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Users who come and go at a steady rate, whether the application lives or not. */
final class Crowd implements AutoCloseable {
    private static final int ROOMS = 12;
    private static final int USERS = 2;
    private static final long EVERY_MS = 120;
    private final Http world;
    private final Random random;
    private final Map<String, TreeSet<String>> there = new TreeMap<>();
    private final int[] lives = new int[ROOMS];
    private final AtomicInteger moves = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    Crowd(int worldPort, long seed) {
        world = new Http(worldPort, "sandbox");
        random = new Random(seed);
    }

    Crowd begin() {
        timer.scheduleAtFixedRate(this::move, 0, EVERY_MS, TimeUnit.MILLISECONDS);
        return this;
    }

    int moves() {
        return moves.get();
    }

    /** Nobody comes or goes any more. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(90, TimeUnit.SECONDS)) timer.shutdownNow();
        } catch (InterruptedException e) {
            timer.shutdownNow();
            Thread.currentThread().interrupt();
        }
        if (failures.get() > 0) throw new AssertionError("the world did not take " + failures + " moves");
    }

    /** A room that was left is found again, or is never come back to. */
    private void move() {
        var place = random.nextInt(ROOMS);
        var room = "crash-" + place + "-" + lives[place];
        var user = "user-" + random.nextInt(USERS);
        var users = there.computeIfAbsent(room, name -> new TreeSet<>());
        try {
            var answer = users.contains(user) ? leave(room, user) : join(room, user);
            if (answer >= 300 && answer != 404) failures.incrementAndGet();
        } catch (RuntimeException e) {
            failures.incrementAndGet();
        }
        moves.incrementAndGet();
        if (!users.remove(user)) users.add(user);
        if (users.isEmpty() && random.nextBoolean()) lives[place]++;
    }

    private int join(String room, String user) {
        return world.call("POST", "/sandbox/rooms/" + room + "/participants", "{\"identity\":\"" + user + "\"}")
                .statusCode();
    }

    private int leave(String room, String user) {
        return world.call("DELETE", "/sandbox/rooms/" + room + "/participants/" + user, "")
                .statusCode();
    }
}
