package dev.understudy.sandbox;

import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitModels.ParticipantInfo;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /sandbox/meet}: the visitor of the page {@code /meet} comes to a simulated room and leaves it, by its own LiveKit
 * token and for the room of that token only.
 */
@RestController
@RequestMapping("/sandbox/meet")
@Profile("sandbox")
class SandboxMeet {
    private static final String BEARER = "Bearer ";
    private static final int UNPROVED = 401;
    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;
    private final FakeRooms rooms;
    private final FakeDoor door;

    SandboxMeet(FakeRooms rooms, FakeDoor door) {
        this.rooms = rooms;
        this.door = door;
    }

    /** The visitor comes, as a client would that connects with this token. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, String> come(
            @RequestParam String room,
            @RequestHeader(name = "Authorization", required = false) @Nullable String header) {
        var visitor = visitor(header, room);
        if (door.shut()) throw problem(UNAVAILABLE, "livekit-down", "LiveKit is down", "Nobody can join now.");
        var person = door.join(visitor, List.of(Media.MICROPHONE));
        return Map.of("room", room, "identity", person.identity());
    }

    /** The visitor hangs up; who is not there has left already. */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void go(
            @RequestParam String room,
            @RequestHeader(name = "Authorization", required = false) @Nullable String header) {
        rooms.leave(room, visitor(header, room).identity(), DisconnectReason.CLIENT_INITIATED);
    }

    private Grants visitor(@Nullable String header, String room) {
        var grants = checked(header);
        if (!grants.room().equals(room))
            throw problem(FORBIDDEN, "not-your-room", "Not your room", "A visitor joins the room of its token only.");
        return grants;
    }

    private Grants checked(@Nullable String header) {
        if (header == null || !header.startsWith(BEARER)) throw unproved();
        try {
            var grants = door.check(header.substring(BEARER.length()));
            if (isOver(grants) || grants.kind() != ParticipantInfo.Kind.STANDARD) throw unproved();
            return grants;
        } catch (TwirpError e) {
            throw unproved(); // LiveKit's own text would echo the token
        }
    }

    /** Stricter than LiveKit: without leeway, and never without an end. */
    private static boolean isOver(Grants grants) {
        return grants.claims().path("exp").asLong(0) <= Instant.now().getEpochSecond();
    }

    private static Refused unproved() {
        return problem(UNPROVED, "not-authorized", "Who is calling?", "Send a visitor's token of POST /api/token.");
    }

    private static Refused problem(int status, String code, String title, String detail) {
        return Problem.of(status, code, title, detail).refused();
    }
}
