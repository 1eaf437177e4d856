package dev.understudy.history;

import dev.understudy.common.Secret;
import dev.understudy.livekit.CallClass;
import dev.understudy.livekit.Dispatch;
import dev.understudy.livekit.LiveKit;
import dev.understudy.livekit.LiveKitConnection;
import dev.understudy.livekit.LiveKitKeys;
import dev.understudy.livekit.LiveKitParts;
import dev.understudy.livekit.LiveKitSettings;
import dev.understudy.livekit.LiveKitUnavailable;
import dev.understudy.livekit.Room;
import dev.understudy.livekit.RoomView;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** LiveKit's calls, answered by the model; every call takes time, in which other things happen. */
final class ModelLiveKit extends LiveKit {
    static final LiveKitSettings SETTINGS = new LiveKitSettings(
            URI.create("http://127.0.0.1:9"),
            null,
            "devkey",
            Secret.of("a-secret-that-signs-nothing-anywhere-0000"),
            null,
            Duration.ofSeconds(5),
            40);
    static final LiveKitKeys KEYS = LiveKitParts.keys(SETTINGS);
    static final LiveKitConnection CONNECTION = LiveKitParts.connection(SETTINGS);
    private static final long NO_NODE_MS = 3_000;
    /** Making the SDK's clients costs more than a history, so all histories share one. */
    static final ModelLiveKit SHARED = new ModelLiveKit();

    private @Nullable World world;

    private ModelLiveKit() {
        super(SETTINGS, KEYS, CONNECTION);
    }

    ModelLiveKit of(World now) {
        world = now;
        return this;
    }

    @Override
    public RoomView look(String room, CallClass urgency) {
        return call("ListParticipants", () -> {
            var there = stage().rooms.get(room);
            if (there == null) return RoomView.EMPTY;
            return new RoomView(there.people.values().stream().map(Person::seen).toList());
        });
    }

    @Override
    public List<Room> rooms(String... names) {
        var wanted = Arrays.asList(names);
        return call("ListRooms", () -> stage().rooms.values().stream()
                .filter(room -> wanted.isEmpty() || wanted.contains(room.name))
                .map(room -> new Room(room.name, room.sid, room.users()))
                .toList());
    }

    @Override
    public String createRoom(String room) {
        return call("CreateRoom", () -> stage().room(room).sid);
    }

    @Override
    public List<Dispatch> dispatches(String room) {
        return call("ListDispatch", () -> existing(room).dispatches.stream()
                .map(job -> new Dispatch(
                        job.id, job.agentName, job.metadata, job.listsAgent ? List.of(job.agent) : List.of()))
                .toList());
    }

    @Override
    public Dispatch createDispatch(String room, String agentName, String metadata) {
        return call("CreateDispatch", () -> {
            var job = world().troupe.dispatch(room, agentName, metadata);
            world().agenda.tell("LiveKit makes " + job.id + " in " + room);
            return new Dispatch(job.id, agentName, metadata, List.of());
        });
    }

    @Override
    public boolean deleteDispatch(String room, String id) {
        return call("DeleteDispatch", () -> {
            existing(room);
            return world().troupe.delete(room, id);
        });
    }

    @Override
    public void removeParticipant(String room, String identity) {
        call("RemoveParticipant", () -> {
            stage().find(room, identity).ifPresent(person -> person.alive = false);
            stage().leave(room, identity);
            return true;
        });
    }

    @Override
    public boolean setAttributes(String room, String identity, Map<String, String> attributes) {
        return call("UpdateParticipant", () -> world().troupe.told(room, identity, attributes));
    }

    @Override
    public Optional<Map<String, String>> attributes(String room, String identity) {
        return call("GetParticipant", () -> stage().find(room, identity).map(p -> Map.copyOf(p.attributes)));
    }

    /** Of a room that does not exist LiveKit says 503 after 3 s (measured). */
    private dev.understudy.history.Room existing(String room) {
        var there = stage().rooms.get(room);
        if (there != null) return there;
        world().agenda.pass(NO_NODE_MS);
        throw new LiveKitUnavailable("model", "HTTP 503");
    }

    private <T> T call(String name, Supplier<T> effect) {
        return world().call(() -> {
            if (!stage().isUp() || world().away) throw new LiveKitUnavailable(name, "refused");
            return effect.get();
        });
    }

    private Stage stage() {
        return world().stage;
    }

    private World world() {
        if (world == null) throw new IllegalStateException("no world");
        return world;
    }
}
