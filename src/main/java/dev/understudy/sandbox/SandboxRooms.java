package dev.understudy.sandbox;

import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import livekit.LivekitModels.DisconnectReason;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /sandbox/rooms}: users come and go, and tests see what is really there. */
@RestController
@RequestMapping("/sandbox/rooms")
@Profile("sandbox")
class SandboxRooms {
    private static final int NOT_FOUND = 404;
    private static final int UNPROCESSABLE = 422;
    private static final int UNAVAILABLE = 503;
    private final FakeRooms rooms;
    private final FakeDoor door;

    SandboxRooms(FakeRooms rooms, FakeDoor door) {
        this.rooms = rooms;
        this.door = door;
    }

    /**
     * Who comes.
     *
     * @param identity who, when no token says it
     * @param token a real LiveKit token for that room, checked as LiveKit does; it makes a room as its roomConfig says
     */
    record Comer(
            @Nullable String identity,
            @Nullable String name,
            @Nullable String token) {}

    /**
     * Something is said.
     *
     * @param at when; now where it is not given
     */
    record Speech(@Nullable Instant at) {}

    /** Every room with its people and dispatches. */
    @GetMapping
    List<RoomPicture> all() {
        return rooms.all().stream().map(RoomPicture::of).toList();
    }

    /** A user comes; the room is made when there is none. One of the same identity is put out, as LiveKit does. */
    @PostMapping("/{room}/participants")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, String> come(@PathVariable String room, @RequestBody Comer comer) {
        if (door.shut()) throw problem(UNAVAILABLE, "livekit-down", "LiveKit is down", "Nobody can join now.");
        var person = comer.token() == null ? byIdentity(room, comer) : byToken(room, comer.token());
        return Map.of("room", room, "identity", person.identity(), "sid", person.sid());
    }

    /** A participant hangs up. */
    @DeleteMapping("/{room}/participants/{identity}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void go(@PathVariable String room, @PathVariable String identity) {
        if (!rooms.leave(room, identity, DisconnectReason.CLIENT_INITIATED)) throw unknown(room, identity);
    }

    /** A participant whose microphone is open says something: the agents of the room hear it, and say so. */
    @PostMapping("/{room}/participants/{identity}/speech")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void speak(@PathVariable String room, @PathVariable String identity, @RequestBody Speech speech) {
        var at = speech.at();
        var there = rooms.find(room).orElseThrow(() -> unknown(room, identity));
        var heard = there.with(identity, Participant::openMicrophone).orElseThrow(() -> unknown(room, identity));
        if (heard) there.agents().values().forEach(agent -> agent.hears(at == null ? Instant.now() : at));
    }

    /** The room is closed at once: everybody is put out, then it is finished. */
    @DeleteMapping("/{room}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void close(@PathVariable String room) {
        if (!rooms.close(room, DisconnectReason.ROOM_CLOSED))
            throw problem(NOT_FOUND, "room-unknown", "No such room", room + " is not open");
    }

    private Participant byIdentity(String room, Comer comer) {
        var identity = comer.identity();
        if (identity == null || identity.isBlank())
            throw problem(UNPROCESSABLE, "identity-missing", "Somebody has to come", "identity: give a name");
        return rooms.join(room, RoomShape.PLAIN, Guest.user(identity, comer.name() == null ? "" : comer.name()));
    }

    private Participant byToken(String room, String token) {
        try {
            var grants = door.check(token);
            if (!grants.room().equals(room)) throw TwirpError.denied();
            return door.join(grants, List.of(Media.MICROPHONE));
        } catch (TwirpError e) {
            // LiveKit's own text would echo the token
            throw problem(
                    UNPROCESSABLE, "token-refused", "LiveKit refuses this token", "token: not good for this room");
        }
    }

    private static Refused unknown(String room, String identity) {
        return problem(NOT_FOUND, "participant-unknown", "Nobody of that name", identity + " is not in " + room);
    }

    private static Refused problem(int status, String code, String title, String detail) {
        return Problem.of(status, code, title, detail).refused();
    }
}
