package dev.understudy.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import livekit.LivekitAgentDispatch.AgentDispatch;
import livekit.LivekitModels.DisconnectReason;

/** The rooms of the simulated LiveKit, and the coming and going in them. */
@Simulated
class FakeRooms {
    /** A room is looked at every second (measured: closed 0.3–0.9 s late). */
    private static final Duration LATE = Duration.ofMillis(300);

    private final Map<String, Room> rooms = new ConcurrentHashMap<>();
    private final FakeWebhooks webhooks;
    private final Later later;
    private final Delays delays;
    private volatile BiConsumer<String, AgentDispatch> workers = (room, dispatch) -> {};

    FakeRooms(FakeWebhooks webhooks, Later later, SandboxSettings settings) {
        this.webhooks = webhooks;
        this.later = later;
        this.delays = settings.delays();
    }

    /** Who hears of the dispatches that a new room brings with it. */
    void served(BiConsumer<String, AgentDispatch> by) {
        workers = by;
    }

    Optional<Room> find(String name) {
        return Optional.ofNullable(rooms.get(name));
    }

    List<Room> all() {
        return List.copyOf(rooms.values());
    }

    /** Acts inside the room under its lock; it is made in that shape when there is none. */
    <T> T inside(String name, RoomShape shape, Function<Room, T> act) {
        while (true) {
            var room = rooms.computeIfAbsent(name, key -> new Room(key, shape, webhooks, later));
            synchronized (room) {
                if (!room.closed()) {
                    begin(room);
                    return act.apply(room);
                }
            }
            rooms.remove(name, room);
        }
    }

    /** Somebody joins: listed at once, ACTIVE a moment later, then they publish. */
    Participant join(String name, RoomShape shape, Guest guest) {
        return inside(name, shape, room -> {
            var person = room.admit(guest);
            later.in(delays.connect(), () -> arrive(room, person));
            return person;
        });
    }

    /** Somebody leaves; false when there was nobody of that identity. */
    boolean leave(String name, String identity, DisconnectReason why) {
        var room = rooms.get(name);
        return room != null && leave(room, identity, why);
    }

    /** Closes the room at once; false when there is none. */
    boolean close(String name, DisconnectReason why) {
        var room = rooms.get(name);
        return room != null && close(room, why);
    }

    /** True when that participant has a video published. */
    boolean showsVideo(String name, String identity) {
        return find(name)
                .flatMap(room -> room.with(identity, Participant::showsVideo))
                .orElse(false);
    }

    /** An agent sets its own attributes; no webhook tells of it. */
    void setAttributes(String name, String identity, Map<String, String> attributes) {
        find(name)
                .ifPresent(room -> room.with(identity, person -> {
                    person.merge(attributes);
                    return identity;
                }));
    }

    /** The processes of all agents present are killed, for good, or stopped: LiveKit notices much later. */
    void silenceAgents(boolean forGood) {
        for (var room : all()) room.agents().forEach((person, agent) -> silence(room, person, agent, forGood));
    }

    /** Those that stood still go on, unless they were given up meanwhile. */
    void thawAgents() {
        for (var room : all()) room.agents().values().forEach(AgentScript::thaw);
    }

    /** The server is killed: all rooms end without a word; who was in them and still lives, agents first. */
    List<Stranded> crash() {
        var stranded = new ArrayList<Stranded>();
        for (var room : all()) {
            room.vanish().forEach(guest -> stranded.add(new Stranded(room.name(), guest)));
            rooms.remove(room.name(), room);
        }
        stranded.sort(
                (a, b) -> Boolean.compare(a.guest().script() == null, b.guest().script() == null));
        return stranded;
    }

    /** Somebody whose server was killed. */
    record Stranded(String room, Guest guest) {}

    private void begin(Room room) {
        if (!room.open()) return;
        watch(room);
        for (var dispatch : room.dispatches()) workers.accept(room.name(), dispatch);
    }

    private void arrive(Room room, Participant person) {
        if (room.activate(person)) later.in(delays.publish(), () -> perform(room, person));
    }

    private void perform(Room room, Participant person) {
        for (var media : person.brings()) if (!room.publish(person, media)) return;
        var script = person.script();
        if (script != null) script.ready(person.info().getAttributesMap());
    }

    private void silence(Room room, Participant person, AgentScript agent, boolean forGood) {
        int silence = agent.fallSilent(forGood);
        later.in(delays.deadAgentLeaves(), () -> {
            if (agent.stillSilent(silence)) leave(room, person, DisconnectReason.CONNECTION_TIMEOUT);
        });
    }

    private void leave(Room room, Participant person, DisconnectReason why) {
        if (room.leave(person.identity(), person.sid(), why)) watch(room);
    }

    private boolean leave(Room room, String identity, DisconnectReason why) {
        boolean left = room.leave(identity, null, why);
        if (left) watch(room);
        return left;
    }

    private boolean close(Room room, DisconnectReason why) {
        boolean closed = room.close(why);
        if (closed) rooms.remove(room.name(), room);
        return closed;
    }

    /** Looks again when the room may be due. */
    private void watch(Room room) {
        room.closesIn().ifPresent(wait -> room.closing(later.in(wait.plus(LATE), () -> closeIfDue(room))));
    }

    private void closeIfDue(Room room) {
        synchronized (room) {
            var left = room.closesIn();
            if (left.isEmpty()) return;
            if (left.get().isZero()) close(room, DisconnectReason.ROOM_CLOSED);
            else watch(room);
        }
    }
}
