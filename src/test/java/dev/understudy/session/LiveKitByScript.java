package dev.understudy.session;

import dev.understudy.common.Secret;
import dev.understudy.livekit.AgentRpc;
import dev.understudy.livekit.CallClass;
import dev.understudy.livekit.Dispatch;
import dev.understudy.livekit.DispatchOrder;
import dev.understudy.livekit.LiveKit;
import dev.understudy.livekit.LiveKitConnection;
import dev.understudy.livekit.LiveKitKeys;
import dev.understudy.livekit.LiveKitParts;
import dev.understudy.livekit.LiveKitSettings;
import dev.understudy.livekit.Participant;
import dev.understudy.livekit.Room;
import dev.understudy.livekit.RoomView;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** LiveKit with one room by script: it answers what a test has put there, and writes down what it is asked to do. */
final class LiveKitByScript extends LiveKit {
    static final LiveKitSettings SETTINGS = new LiveKitSettings(
            URI.create("http://127.0.0.1:9"), null, "k", Secret.of("s"), null, Duration.ofSeconds(5), 2);
    private static final LiveKitKeys KEYS = LiveKitParts.keys(SETTINGS);
    private static final LiveKitConnection CONNECTION = LiveKitParts.connection(SETTINGS);

    final List<Participant> people = new ArrayList<>();
    final List<Dispatch> dispatches = new ArrayList<>();
    /** What was asked to be done, in order; looking is not in it. */
    final List<String> done = new ArrayList<>();
    /** Done once while LiveKit answers, as if by somebody else. */
    Runnable meanwhile = () -> {};

    /** The one deployment that it knows. */
    String deployments = "staging";

    boolean isRoomThere = true;
    /** What it throws; null when it answers. */
    @Nullable
    RuntimeException trouble;

    LiveKitByScript() {
        super(SETTINGS, KEYS, CONNECTION);
    }

    /** The calls to agents, written down likewise. */
    AgentRpc rpc() {
        return new AgentRpc(SETTINGS, KEYS, CONNECTION) {
            @Override
            public CompletableFuture<Pulse> call(Rpc rpc, Duration answer) {
                done.add("call " + rpc.identity() + " " + rpc.method() + " " + rpc.payload());
                return CompletableFuture.completedFuture(Pulse.ALIVE);
            }
        };
    }

    @Override
    public RoomView look(String room, CallClass urgency) {
        answer();
        return new RoomView(List.copyOf(people));
    }

    @Override
    public List<Room> rooms(String... names) {
        answer();
        return isRoomThere ? List.of(new Room(names[0], "RM_1", people.size())) : List.of();
    }

    @Override
    public String createRoom(String room) {
        answer();
        done.add("room " + room);
        return "RM_1";
    }

    @Override
    public List<Dispatch> dispatches(String room) {
        answer();
        return List.copyOf(dispatches);
    }

    @Override
    public Dispatch createDispatch(String room, String agentName, String metadata) {
        answer();
        done.add("dispatch " + agentName + " " + metadata);
        return new Dispatch("AD_new", agentName, metadata, List.of());
    }

    @Override
    public Dispatch createDispatch(String room, DispatchOrder order, Consumer<String> told) {
        var made = createDispatch(room, order.agentName(), order.metadata());
        if (order.isPlain()) return made;
        done.add("with " + new java.util.TreeMap<>(order.attributes()) + " " + order.deployment());
        told.accept(deployments.equals(order.deployment()) ? deployments : "");
        return made;
    }

    @Override
    public boolean deleteDispatch(String room, String id) {
        answer();
        done.add("delete " + id);
        return dispatches.removeIf(dispatch -> dispatch.id().equals(id));
    }

    @Override
    public void removeParticipant(String room, String identity) {
        answer();
        done.add("remove " + identity);
    }

    @Override
    public boolean setAttributes(String room, String identity, Map<String, String> attributes) {
        answer();
        done.add("tell " + identity + " " + new java.util.TreeMap<>(attributes));
        return people.stream().anyMatch(person -> person.identity().equals(identity));
    }

    private void answer() {
        var once = meanwhile;
        meanwhile = () -> {};
        once.run();
        if (trouble != null) throw trouble;
    }
}
