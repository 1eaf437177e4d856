package dev.understudy.reconcile;

import dev.understudy.livekit.LiveKit;
import dev.understudy.livekit.Room;
import dev.understudy.session.Health;
import dev.understudy.session.Nudges;
import dev.understudy.session.Session;
import dev.understudy.session.Sessions;
import dev.understudy.session.Signals;
import dev.understudy.session.TaskLeases;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** LiveKit's rooms against the open sessions. It judges nothing: a room gets its turn, which looks for itself. */
@Component("reconcile")
public class Reconcile {
    private final LiveKit livekit;
    private final Sessions sessions;
    private final Word word;
    private final ReconcileSettings settings;
    private final Familiar familiar = new Familiar();
    private volatile List<Room> listed = List.of();

    /** Compares LiveKit with the store. */
    public Reconcile(LiveKit livekit, Sessions sessions, Word word, ReconcileSettings settings) {
        this.livekit = livekit;
        this.sessions = sessions;
        this.word = word;
        this.settings = settings;
    }

    /** How a room's turn is told and asked for. */
    @Component
    record Word(Signals signals, Nudges nudges, Health health, TaskLeases leases) {}

    /** Whether this node reconciles now. */
    public boolean isMyTurn() {
        return word.leases().take("reconcile", settings.interval().toMillis() / 2);
    }

    /**
     * Gives every room its turn; one with an open session, which comes again by itself when its look fails, and one whose last session is
     * over for good, only every other time as long as it is listed as it was. Gives back the rooms of open sessions that LiveKit does not list.
     */
    public List<String> rooms() {
        listed = livekit.rooms();
        word.health().answered();
        familiar.keep(listed);
        var open = Set.copyOf(sessions.openRooms());
        for (var room : listed) {
            if (nobodyWaits(room.name(), open) && !familiar.isDue(room)) continue;
            word.signals().sid(room.name(), room.sid());
            word.nudges().room(room.name());
        }
        var names = listed.stream().map(Room::name).collect(Collectors.toSet());
        return open.stream().filter(room -> !names.contains(room)).toList();
    }

    private boolean nobodyWaits(String room, Set<String> open) {
        return open.contains(room)
                || sessions.latestIn(room).filter(Session::isOverForGood).isPresent();
    }

    /** What LiveKit listed last. */
    List<Room> listed() {
        return listed;
    }

    /** LiveKit cannot be asked: nothing is judged. */
    public void livekitAway() {
        familiar.forget();
        word.health().failed();
    }

    /** The same, because LiveKit refuses our key. */
    public void livekitRefuses() {
        familiar.forget();
        word.health().refused();
    }

    /** Those that are still missing are closed, unless LiveKit has only just come back: then people are on their way. */
    public void confirm(List<String> missing) {
        if (missing.isEmpty() || word.health().isShaky()) return;
        var there = livekit.rooms(missing.toArray(String[]::new)).stream()
                .map(Room::name)
                .toList();
        var gone = new HashSet<>(missing);
        there.forEach(gone::remove);
        for (var room : gone) {
            word.signals().gone(room);
            word.nudges().room(room);
        }
    }
}
