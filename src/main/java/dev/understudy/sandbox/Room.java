package dev.understudy.sandbox;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Function;
import livekit.LivekitAgentDispatch.AgentDispatch;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitModels.ParticipantInfo;
import org.jspecify.annotations.Nullable;

/** One room: who is in it, what was dispatched, when it closes. Every method holds its lock; it tells its own webhooks. */
final class Room {
    private final FakeWebhooks webhooks;
    private final Later later;
    private final RoomCard card;
    private final RoomShape shape;
    private final Map<String, Participant> people = new LinkedHashMap<>();
    private final RoomDispatches dispatches = new RoomDispatches();
    private boolean open;
    private boolean closed;
    private boolean hadUser;
    private long lastLeft;
    private @Nullable Future<?> closing;

    Room(String name, RoomShape shape, FakeWebhooks webhooks, Later later) {
        this.webhooks = webhooks;
        this.later = later;
        this.shape = shape;
        this.card = new RoomCard(name, shape, later);
    }

    String name() {
        return card.name();
    }

    /** Starts it once: true for the first caller, who launches what {@link #dispatches()} lists then. */
    synchronized boolean open() {
        if (open) return false;
        open = true;
        dispatches.open(name(), shape.agents());
        webhooks.tell(name(), RoomEvents.room("room_started", info()));
        return true;
    }

    synchronized boolean closed() {
        return closed;
    }

    /** As it is shown; its counts lag behind. */
    synchronized livekit.LivekitModels.Room info() {
        return card.info(people.values());
    }

    synchronized void describe(String metadata) {
        card.describe(metadata);
    }

    /** Lets somebody in, listed as JOINED; one of the same identity is put out first. */
    synchronized Participant admit(Guest guest) {
        leave(guest.info().getIdentity(), null, DisconnectReason.DUPLICATE_IDENTITY);
        var person = new Participant(guest, later.now());
        people.put(person.identity(), person);
        hadUser |= person.keepsRoomOpen();
        return person;
    }

    /** They are connected: ACTIVE, and told; false when they are gone already. */
    synchronized boolean activate(Participant person) {
        if (!present(person)) return false;
        person.activate();
        webhooks.tell(name(), RoomEvents.person("participant_joined", info(), person));
        return true;
    }

    /** They publish a track; false when they are gone already. */
    synchronized boolean publish(Participant person, Media media) {
        if (!present(person)) return false;
        webhooks.tell(name(), RoomEvents.track("track_published", info(), person, person.publish(media)));
        return true;
    }

    /** Takes them out; only if they still have that sid, when one is given. False when they are not there. */
    synchronized boolean leave(String identity, @Nullable String sid, DisconnectReason reason) {
        var person = people.get(identity);
        if (person == null || sid != null && !sid.equals(person.sid())) return false;
        for (var track : person.takeTracks())
            webhooks.tell(name(), RoomEvents.track("track_unpublished", info(), person, track));
        boolean wasActive = person.active();
        person.leave(reason);
        webhooks.tell(
                name(),
                RoomEvents.person(wasActive ? "participant_left" : "participant_connection_aborted", info(), person));
        people.remove(identity);
        lastLeft = later.now();
        people.values().forEach(other -> other.actor().ifPresent(agent -> agent.lost(identity)));
        return true;
    }

    /** Puts everybody out and finishes it; false when it is closed already. */
    synchronized boolean close(DisconnectReason reason) {
        if (!shut()) return false;
        for (var identity : List.copyOf(people.keySet())) leave(identity, null, reason);
        webhooks.tell(name(), RoomEvents.room("room_finished", card.empty()));
        return true;
    }

    /** The server is killed: it ends without a word; who will come back, agents that are dead or frozen will not. */
    synchronized List<Guest> vanish() {
        if (!shut()) return List.of();
        return people.values().stream()
                .filter(person -> person.script() == null || !person.script().silent())
                .map(Participant::again)
                .toList();
    }

    /** How long until it closes if nobody comes; empty while a user is there. Never negative. */
    synchronized Optional<Duration> closesIn() {
        if (closed || people.values().stream().anyMatch(Participant::keepsRoomOpen)) return Optional.empty();
        long due =
                hadUser ? lastLeft + shape.departureTimeout() * 1000L : card.createdAt() + shape.emptyTimeout() * 1000L;
        return Optional.of(Duration.ofMillis(Math.max(0, due - later.now())));
    }

    /** Remembers the one timer that will look again. */
    synchronized void closing(Future<?> timer) {
        if (closing != null) closing.cancel(false);
        closing = timer;
        if (closed) timer.cancel(false);
    }

    /** Does something with somebody under the lock; empty when they are not there. */
    synchronized <T> Optional<T> with(String identity, Function<Participant, T> act) {
        return Optional.ofNullable(people.get(identity)).map(act);
    }

    synchronized List<ParticipantInfo> people() {
        return people.values().stream().map(Participant::info).toList();
    }

    /** The agents that are ACTIVE, and what moves them. */
    synchronized Map<Participant, AgentScript> agents() {
        var agents = new LinkedHashMap<Participant, AgentScript>();
        people.values().forEach(person -> person.actor().ifPresent(script -> agents.put(person, script)));
        return agents;
    }

    synchronized List<AgentDispatch> dispatches() {
        return dispatches.list();
    }

    /** Does something with the dispatches under the lock. */
    synchronized <T> T dispatches(Function<RoomDispatches, T> act) {
        return act.apply(dispatches);
    }

    private boolean shut() {
        if (closed) return false;
        closed = true;
        if (closing != null) closing.cancel(false);
        return true;
    }

    private boolean present(Participant person) {
        return people.get(person.identity()) == person;
    }
}
