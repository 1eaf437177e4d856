package dev.understudy.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.common.Secret;
import dev.understudy.fixtures.ManualClock;
import dev.understudy.livekit.LiveKit;
import dev.understudy.livekit.LiveKitParts;
import dev.understudy.livekit.LiveKitSettings;
import dev.understudy.livekit.Room;
import dev.understudy.session.EndReason;
import dev.understudy.session.Health;
import dev.understudy.session.Nudges;
import dev.understudy.session.Session;
import dev.understudy.session.SessionParts;
import dev.understudy.session.Sessions;
import dev.understudy.session.Signals;
import dev.understudy.session.TaskLeases;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which of LiveKit's rooms get their turn. */
class ReconcileTest {
    private static final LiveKitSettings SETTINGS = new LiveKitSettings(
            URI.create("http://127.0.0.1:9"), null, "k", Secret.of("s"), null, Duration.ofSeconds(5), 1);

    private final ManualClock clock = new ManualClock(1_795_410_048_000L);
    private final List<String> nudged = new ArrayList<>();
    private List<Room> listed = List.of(new Room("demo", "RM_1", 1));
    private List<String> open = List.of();
    private @Nullable Session last;
    private final Reconcile reconcile = ReconcileParts.reconcile(
            new LiveKitByScript(),
            new SessionsByScript(),
            new ReconcileParts.Telling(new Signals(clock), new NudgesWritten(), new Health(clock), new LeasesUnused()));

    @Test
    void aRoomWithoutASessionGetsItsTurnEachTime() {
        reconcile.rooms();
        reconcile.rooms();
        assertThat(nudged).containsExactly("demo", "demo");
    }

    @Test
    void soDoesOneWhoseSessionFailed() {
        last = SessionParts.over(EndReason.NO_WORKER);
        reconcile.rooms();
        reconcile.rooms();
        assertThat(nudged).hasSize(2);
    }

    @Test
    void oneWithAnOpenSessionGetsItEveryOtherTimeAsLongAsNobodyComesOrGoes() {
        open = List.of("demo");
        seldom();
    }

    /** People may talk on for days in a room that was handed over: their calls would be most of a quiet hour's. */
    @Test
    void soDoesOneWhoseSessionIsOverForGood() {
        last = SessionParts.over(EndReason.HANDED_OVER);
        seldom();
    }

    private void seldom() {
        for (var i = 0; i < 4; i++) reconcile.rooms();
        assertThat(nudged).hasSize(2);
        listed = List.of(new Room("demo", "RM_1", 2));
        reconcile.rooms();
        assertThat(nudged).as("somebody came").hasSize(3);
    }

    private final class LiveKitByScript extends LiveKit {
        LiveKitByScript() {
            super(SETTINGS, LiveKitParts.keys(SETTINGS), LiveKitParts.connection(SETTINGS));
        }

        @Override
        public List<Room> rooms(String... names) {
            return listed;
        }
    }

    @SuppressWarnings("NullAway") // nothing else of it is asked
    private final class SessionsByScript extends Sessions {
        SessionsByScript() {
            super(null, null, null, null, clock);
        }

        @Override
        public List<String> openRooms() {
            return open;
        }

        @Override
        public Optional<Session> latestIn(String room) {
            return Optional.ofNullable(last);
        }
    }

    @SuppressWarnings("NullAway") // no node is alone here
    private final class LeasesUnused extends TaskLeases {
        LeasesUnused() {
            super(null, null, clock);
        }
    }

    @SuppressWarnings("NullAway") // nothing is sent
    private final class NudgesWritten extends Nudges {
        NudgesWritten() {
            super(null, "", "");
        }

        @Override
        public void room(String room) {
            nudged.add(room);
        }
    }
}
