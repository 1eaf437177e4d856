package dev.understudy.history;

import dev.understudy.webhook.Parting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The model of LiveKit's rooms, by what was measured on livekit-server 1.13.5: who is where, and which webhooks tell of it. */
final class Stage {
    private static final long DEPARTURE_MS = 20_000;
    private static final long EMPTY_MS = 300_000;
    final Map<String, Room> rooms = new LinkedHashMap<>();
    private final Map<String, Long> lastUser = new HashMap<>();
    private final Agenda agenda;
    private final Luck luck;
    private final Post post;
    private int sids;
    private int life;
    private boolean up = true;

    Stage(Agenda agenda, Luck luck, Post post) {
        this.agenda = agenda;
        this.luck = luck;
        this.post = post;
    }

    boolean isUp() {
        return up;
    }

    /** The room, made anew when there is none: with auto_create on, whoever joins makes it. */
    Room room(String name) {
        var there = rooms.get(name);
        if (there != null) return there;
        var room = new Room(name, "RM_" + ++sids);
        room.dispatches.add(new Room.Job("AD_auto_" + sids, "", "", ""));
        rooms.put(name, room);
        post.send("room_started", room, "");
        agenda.in(EMPTY_MS, () -> {
            if (!room.hasUser() && room.lastLeft == 0) close(room);
        });
        return room;
    }

    Optional<Person> find(String room, String identity) {
        var there = rooms.get(room);
        return there == null ? Optional.empty() : Optional.ofNullable(there.people.get(identity));
    }

    void join(String name, Person person) {
        if (!up) return;
        var room = room(name);
        person.joinedAt = agenda.millis();
        if (person.isUser() && !room.hasUser()) {
            room.cameAt = agenda.millis();
            room.emptySince = lastUser.getOrDefault(name, 0L);
        }
        var same = room.people.get(person.identity);
        if (same != null) { // DUPLICATE_IDENTITY: first the one goes, then the other is there (measured)
            same.alive = same == person;
            leave(name, person.identity);
        }
        room.people.put(person.identity, person);
        agenda.tell(person.identity + " is in room " + name);
        post.send("participant_joined", room, person.identity);
        if (person.video) post.send("track_published", room, person.identity);
    }

    void leave(String name, String identity) {
        var room = rooms.get(name);
        var person = room == null ? null : room.people.remove(identity);
        if (room == null || person == null) return;
        room.lastLeft = agenda.millis();
        if (person.isUser()) lastUser.put(name, agenda.millis());
        agenda.tell(identity + " is out of room " + name);
        post.send("participant_left", room, identity, Parting.of(person.attributes.get(Parting.ATTRIBUTE)));
        var since = room.lastLeft;
        agenda.in(DEPARTURE_MS, () -> {
            if (!room.hasUser() && room.lastLeft == since) close(room);
        });
    }

    void publish(String name, Person person, boolean video) {
        if (find(name, person.identity).isEmpty() || person.video == video) return;
        person.video = video;
        post.send(video ? "track_published" : "track_unpublished", room(name), person.identity);
    }

    /** Killed and started again: rooms and dispatches are lost, living people come back by themselves with a new room. */
    void crash(long downMs) {
        agenda.tell("LiveKit is killed for " + downMs + " ms");
        var lost = new ArrayList<>(rooms.values());
        for (var room : lost) if (room.hasUser()) lastUser.put(room.name, agenda.millis());
        rooms.clear();
        post.forgetUnsent();
        up = false;
        var mine = ++life;
        agenda.in(downMs, () -> {
            if (mine == life) comeBack(lost);
        });
    }

    private void comeBack(List<Room> lost) {
        up = true;
        agenda.tell("LiveKit is back");
        for (var room : lost)
            for (var person : room.people.values())
                agenda.in(luck.between(200, 800), () -> {
                    person.cameBack = true;
                    if (person.alive) join(room.name, person);
                });
    }

    private void close(Room room) {
        if (rooms.get(room.name) != room) return;
        agenda.tell("room " + room.name + " closes");
        for (var person : List.copyOf(room.people.values())) {
            person.alive = false;
            room.people.remove(person.identity);
            post.send("participant_left", room, person.identity);
        }
        rooms.remove(room.name);
        post.send("room_finished", room, "");
    }
}
