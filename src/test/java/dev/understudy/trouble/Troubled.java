package dev.understudy.trouble;

import dev.understudy.alert.AlertKind;
import dev.understudy.alert.AlertSign;
import dev.understudy.alert.AlertSigns;
import dev.understudy.common.Node;
import dev.understudy.fixtures.ManualClock;
import dev.understudy.session.Casting;
import dev.understudy.session.Change;
import dev.understudy.session.Command;
import dev.understudy.session.Company;
import dev.understudy.session.Conduct;
import dev.understudy.session.EndReason;
import dev.understudy.session.Face;
import dev.understudy.session.Health;
import dev.understudy.session.Plan;
import dev.understudy.session.Presence;
import dev.understudy.session.Reason;
import dev.understudy.session.Session;
import dev.understudy.session.SessionChanged;
import dev.understudy.session.SessionParts;
import dev.understudy.session.SessionState;
import dev.understudy.session.Stores;
import dev.understudy.session.TimelineEntry;
import dev.understudy.store.Dialect;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sessions that a test moves as it likes, over a real store, and who is told of it. */
final class Troubled {
    private static final Presence THERE = new Presence("RM_1", true, true, 0, 0, null, null, 0, 0, false, Company.NONE);
    private static final Casting WAITING = new Casting(1, 0, "AD_1", 1, 1, 0, null, 0, null, null, 0, Conduct.NEW);
    private final Stores stores = Stores.empty(Dialect.SQLITE);
    final Health health = new Health(stores.clock());
    private final AlertSigns signs = new AlertSigns(stores.db(), stores.clock());
    private final SessionTroubles troubles = new SessionTroubles(signs);
    private final TroubleRounds rounds = new TroubleRounds(
            signs,
            new TroubleRounds.Here(new Node("node1"), health, troubles, stores.leases()),
            stores.sessions(),
            new StillHurt(SessionParts.settings(), stores.clock()),
            SessionParts.settings(),
            stores.clock());
    private int ids;

    ManualClock clock() {
        return stores.clock();
    }

    /** What the timer does. */
    void look() {
        rounds.lookHere();
        rounds.settle();
    }

    /** What it does on the one node that judges for all. */
    void settle() {
        rounds.settle();
    }

    void pass(Duration time) {
        stores.clock().pass(time);
        look();
    }

    /** Kind, subject and place of those who are hurt now. */
    List<String> lasting() {
        return signs.all().stream()
                .filter(AlertSign::lasts)
                .map(sign -> sign.kind().code() + " " + sign.subject() + " " + sign.place())
                .distinct()
                .toList();
    }

    int inRow(AlertKind kind) {
        return signs.all().stream()
                .filter(sign -> sign.kind() == kind)
                .mapToInt(AlertSign::inRow)
                .sum();
    }

    /** A room whose session waits for its first agent. */
    Room room(String name) {
        return new Room(name);
    }

    /** One room's newest session. */
    final class Room {
        private final String name;
        private Session now;
        private Command command = Command.NONE;

        Room(String name) {
            this.name = name;
            var at = clock().millis();
            now = make(SessionState.DISPATCHED, null, null, WAITING, Face.NONE, new Session.Stamps(at, at, null, 1));
            stores.writes().open(now, new TimelineEntry(at, "opened", SessionState.DISPATCHED, null, 1));
        }

        String name() {
            return name;
        }

        Room next() {
            clock().pass(Duration.ofMillis(1));
            return new Room(name);
        }

        void attemptFails(EndReason why) {
            var casting = now.casting();
            becomes(
                    SessionState.REQUESTED,
                    null,
                    null,
                    casting(casting.attempt() + 1, null, why, casting.conduct()),
                    now.face());
        }

        void fails(EndReason why, boolean follows) {
            var due = follows ? (Long) (clock().millis() + 10_000) : null;
            change(make(SessionState.FAILED, null, why, now.casting(), now.face(), stamps(due)));
        }

        void agentJoins() {
            becomes(
                    SessionState.AUDIO,
                    null,
                    null,
                    casting(
                            now.casting().attempt(),
                            "agent",
                            null,
                            now.casting().conduct()),
                    now.face());
        }

        void agentLeft(Conduct conduct) {
            becomes(
                    SessionState.REQUESTED,
                    null,
                    null,
                    casting(now.casting().attempt() + 1, null, null, conduct),
                    now.face());
        }

        void audio(Reason reason) {
            becomes(SessionState.AUDIO, reason, null, now.casting(), Face.NONE);
        }

        void conversation() {
            becomes(
                    SessionState.VIDEO_STARTING,
                    now.reason(),
                    null,
                    now.casting(),
                    new Face(1, "avatar", "c1", "key", 1, false, 0, 0));
        }

        /** The face is there, and the agent was told; whether it speaks through it already. */
        void video(boolean isHeard) {
            command = now.state() == SessionState.VIDEO
                    ? new Command(1, now.command().toldAt(), isHeard)
                    : new Command(1, clock().millis(), isHeard);
            becomes(SessionState.VIDEO, null, null, now.casting(), now.face());
        }

        private void becomes(
                SessionState state, @Nullable Reason reason, @Nullable EndReason end, Casting casting, Face face) {
            change(make(state, reason, end, casting, face, stamps(null)));
        }

        private Casting casting(int attempt, @Nullable String who, @Nullable EndReason cause, Conduct conduct) {
            return new Casting(attempt, 0, "AD", 1, 1, 0, who, clock().millis(), null, cause, 0, conduct);
        }

        private Session.Stamps stamps(@Nullable Long due) {
            var old = now.stamps();
            return new Session.Stamps(old.createdAt(), clock().millis(), due, old.version());
        }

        private void change(Session after) {
            var change = new Change(now, after, List.of(), List.of(), Change.Next.NONE);
            if (!stores.writes().write(change, 0, List.of())) throw new AssertionError("not written: " + after);
            now = stores.sessions().find(after.id()).orElseThrow();
            troubles.on(new SessionChanged(change));
        }

        private Session make(
                SessionState state,
                @Nullable Reason reason,
                @Nullable EndReason end,
                Casting casting,
                Face face,
                Session.Stamps stamps) {
            var id = now == null ? "s" + ++ids : now.id();
            var plan = new Plan("avatar-agent", Plan.AvatarBy.UNDERSTUDY, null, null);
            return new Session(id, name, plan, state, reason, end, casting, face, command, THERE, stamps);
        }
    }
}
