package dev.understudy.sandbox;

import dev.understudy.smoke.SmokeUser;
import java.io.IOException;
import java.util.List;
import livekit.LivekitModels.DisconnectReason;

/** The user of the smoke check where there is no client: joins the simulated room by the token, which is checked as LiveKit does. */
@Simulated
class SandboxUser implements SmokeUser {
    private final FakeDoor door;
    private final FakeRooms rooms;

    SandboxUser(FakeDoor door, FakeRooms rooms) {
        this.door = door;
        this.rooms = rooms;
    }

    @Override
    public boolean isThere() {
        return true;
    }

    @Override
    public Visit join(Invitation invitation) throws IOException {
        if (door.shut()) throw new IOException("the simulated LiveKit is down: nobody can join");
        try {
            var grants = door.check(invitation.token().reveal());
            door.join(grants, List.of(Media.MICROPHONE));
            return new Stay(rooms, grants.room(), grants.identity());
        } catch (TwirpError e) {
            throw new IOException("the simulated LiveKit refuses the token"); // its own text would echo it
        }
    }

    /** In a process that was killed nobody is left. */
    @Override
    public void endLeftOver(String mark) {}

    private record Stay(FakeRooms rooms, String room, String identity) implements Visit {
        @Override
        public String mark() {
            return "";
        }

        @Override
        public String over() {
            var isThere = rooms.find(room).flatMap(there -> there.with(identity, person -> person.identity()));
            return isThere.isPresent() ? "" : "the simulated user has left";
        }

        @Override
        public void leave() {
            rooms.leave(room, identity, DisconnectReason.CLIENT_INITIATED);
        }
    }
}
