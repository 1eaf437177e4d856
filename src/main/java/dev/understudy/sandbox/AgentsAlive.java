package dev.understudy.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The sign of life of the simulated workers, as examples/avatar-backend gives it: every 2 s, and at once when an agent is new or gone. An agent
 * is listed for a second after it was killed or froze; up to 1,000 of them, since all are of one worker here.
 */
@Simulated
class AgentsAlive {
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final long EVERY_MS = 2_000;
    private static final long FRESH_MS = 1_000;
    private static final int JOBS = 1_000;

    private final FakeRooms rooms;
    private final Posts posts;
    private final Later later;
    private final ObjectMapper json;
    private final SandboxSettings settings;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private Map<Job, Long> ticks = new HashMap<>();
    private List<Job> said = List.of();
    private long due;

    AgentsAlive(FakeRooms rooms, Posts posts, Later later, ObjectMapper json, SandboxSettings settings) {
        this.rooms = rooms;
        this.posts = posts;
        this.later = later;
        this.json = json;
        this.settings = settings;
        if (!settings.aliveUrl().isBlank()) later.in(LOOK, this::look);
    }

    /** An agent in its room. */
    private record Job(String room, String identity) {}

    /** What is posted. */
    private record Report(String worker, List<Job> jobs) {}

    private void look() {
        later.in(LOOK, this::look);
        var now = later.now();
        var alive = alive(now);
        if (alive.equals(said) && now < due || !underWay.compareAndSet(false, true)) return;
        said = alive;
        due = now + EVERY_MS;
        posts.post(
                        URI.create(settings.aliveUrl()),
                        Map.of(
                                "Authorization",
                                "Bearer " + settings.aliveToken().reveal(),
                                "Content-Type",
                                "application/json"),
                        bytes(new Report("sandbox", alive)))
                .whenComplete((answer, failure) -> underWay.set(false));
    }

    /** Those in a room now whose process ran within the last second. */
    private List<Job> alive(long now) {
        var seen = new HashMap<Job, Long>();
        for (var room : rooms.all())
            room.agents().forEach((person, agent) -> {
                var job = new Job(room.name(), agent.identity());
                var last = agent.silent() ? ticks.get(job) : Long.valueOf(now);
                if (last != null && now - last <= FRESH_MS) seen.put(job, last);
            });
        ticks = seen;
        return seen.keySet().stream()
                .sorted(Comparator.comparing(Job::identity))
                .limit(JOBS)
                .toList();
    }

    private byte[] bytes(Report report) {
        try {
            return json.writeValueAsBytes(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
