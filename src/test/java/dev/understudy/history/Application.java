package dev.understudy.history;

import dev.understudy.common.Node;
import dev.understudy.heartbeat.Heartbeat;
import dev.understudy.heartbeat.HeartbeatParts;
import dev.understudy.reconcile.Reconcile;
import dev.understudy.reconcile.ReconcileParts;
import dev.understudy.session.FaceSettings.Provider;
import dev.understudy.session.Plan;
import dev.understudy.session.SessionParts;
import dev.understudy.session.SessionState;
import dev.understudy.webhook.WebhookEvent;
import java.util.Set;

/** The application's real steps in one process, with its timers; what the routes say in YAML is said here in a few lines. */
final class Application {
    private static final long TICK_MS = 500;
    private static final Set<SessionState> WITH_AGENT =
            Set.of(SessionState.AUDIO, SessionState.VIDEO_STARTING, SessionState.VIDEO);
    private final World world;
    private final Process process;
    private final MemorySessions sessions;
    private final MemoryStores.MemoryChores chores;
    private final SessionParts parts;
    private final Heartbeat heartbeat;
    private final Reconcile reconcile;
    private final Faces faces;
    private final Turning turning;
    private long ticks;

    Application(World world, Process process, String name) {
        this.world = world;
        this.process = process;
        var clock = world.agenda;
        var node = new Node(name);
        sessions = new MemorySessions(world.memory, node, clock);
        chores = new MemoryStores.MemoryChores(world.memory, clock);
        var livekit = ModelLiveKit.SHARED.of(world);
        var rpc = new ModelRpc(world);
        turning = new Turning(world, process);
        faces = new Faces(world, sessions);
        parts = SessionParts.of(
                new SessionParts.Stores(
                        sessions,
                        new MemoryWrites(world.memory, node, clock),
                        new MemoryStores.MemoryWebhooks(world.memory),
                        new MemoryStores.MemorySettings(world.memory),
                        chores),
                new SessionParts.Outside(livekit, ModelLiveKit.SETTINGS, rpc, faces.breaker(), turning),
                clock);
        faces.begin(parts.judged());
        turning.begin(parts, faces);
        var leases = new MemoryStores.MemoryLeases(world.memory, node, clock);
        heartbeat = HeartbeatParts.heartbeat(
                livekit,
                rpc,
                sessions,
                new HeartbeatParts.Telling(parts.signals(), turning, parts.health(), leases),
                clock);
        reconcile = ReconcileParts.reconcile(
                livekit, sessions, new ReconcileParts.Telling(parts.signals(), turning, parts.health(), leases));
    }

    /** What happens at start-up; then the timers run. */
    void start() {
        if (world.nodes.size() < 2) chores.release();
        process.plan(500, this::reconcile);
        process.plan(TICK_MS, this::tick);
    }

    private void tick() {
        process.plan(TICK_MS, this::tick);
        ticks++;
        sessions.claimDue(200, 30_000).forEach(turning::room);
        if (ticks % 2 == 0) chores.claimDue(100).forEach(turning::chore);
        if (ticks % 4 == 0) beat();
        if (ticks % 4 == 2)
            world.memory.roomsWaiting(world.agenda.millis() - 2_000).forEach(turning::room);
        if (ticks % 10 == 3) faces.probe().forEach(turning::room);
    }

    private void beat() {
        heartbeat.beat();
    }

    void receive(WebhookEvent event) {
        if (world.memory.keep(event, world.agenda.millis())) turning.heard(event.room());
    }

    /** The flow reconcile: rooms, those that are missing once more after 3 s, conversations. */
    void reconcile() {
        world.agenda.tell("reconcile");
        turning.guarded(
                () -> {
                    var missing = reconcile.rooms();
                    process.plan(
                            3_000, () -> turning.guarded(() -> reconcile.confirm(missing), reconcile::livekitAway));
                },
                reconcile::livekitAway);
        faces.endOrphans();
    }

    void dispatchByApi(String room) {
        parts.opening().open(room, new Plan(Person.OURS, Plan.AvatarBy.UNDERSTUDY, null, null), "asked for");
        turning.room(room);
    }

    void operatorEnds(String room) {
        world.memory.openIn(room).ifPresent(session -> parts.ending().end(session.id()));
    }

    void move(Provider to) {
        parts.position().move(to);
        sessions.wake(WITH_AGENT).forEach(turning::room);
    }

    void tavusEnded(String room, String conversation) {
        parts.signals().over(room, conversation);
        turning.room(room);
    }
}
