package dev.understudy.session;

import dev.understudy.livekit.Participant;
import dev.understudy.livekit.RoomView;
import dev.understudy.session.Change.Next;
import dev.understudy.session.Company.After;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/**
 * Those who were there when a session came to a final end: as long as they are together, none of them brings an agent back by loading
 * the page anew. They have parted when nobody was there for as long as ends a session, too; then whoever comes is somebody new,
 * whatever the identity.
 */
@Component
public class Remaining {
    /** How often it is written down that they are still together, ms. */
    private static final long STEP_MS = 60_000;
    /**
     * A room under the same name with another sid, of whose emptiness nobody told: after so long it is another life, and not a server that was
     * killed in the middle of a talk. Longer than the step, a reconcile and the time for coming back together, ms.
     */
    private static final long ANOTHER_LIFE_MS = 120_000;

    private final SessionWrites writes;
    private final SessionSettings settings;
    private final Clock clock;

    /** Writes what it sees to the session that is over. */
    public Remaining(SessionWrites writes, SessionSettings settings, Clock clock) {
        this.writes = writes;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Sees who is in the room of a session that is over, and gives it as it is known from then on.
     *
     * @param sid the room's; empty when nobody told
     */
    Session seen(Session last, RoomView view, String sid) {
        var byOperator =
                last.endReason() == EndReason.ENDED_BY_OPERATOR; // after that whoever comes anew is served at once
        var parted = last.presence().company().after().parted();
        if (!last.isOverForGood() || byOperator || parted) return last;
        var now = now(last, came(view), sid);
        if (now.equals(last.presence())) return last;
        var seen = last.with(now);
        writes.write(new Change(last, seen, List.of(), List.of(), Next.NONE), 0, List.of());
        return seen; // where somebody else wrote meanwhile, the next look writes it
    }

    /** Whether somebody of those who are there gets a session, once theirs has come to a final end. */
    static boolean mayHaveAnother(Session last, RoomView view) {
        var company = last.presence().company();
        if (company.after().parted()) return true;
        if (last.endReason() == EndReason.HANDED_OVER) return false; // who comes, comes for those who talk
        return view.people().stream()
                .filter(Remaining::isSomebody)
                .anyMatch(person -> person.joinedAt() > last.stamps().updatedAt()
                        && !company.last().contains(person.identity()));
    }

    private Presence now(Session last, OptionalLong came, String sid) {
        var presence = last.presence();
        var company = presence.company();
        var after = company.after();
        if (came.isEmpty()) return presence.with(company.then(after.empty(clock.millis())));
        if (sid.isEmpty() && after.emptySince() == 0) return presence; // it may be another life of the room
        var another = !sid.isEmpty() && !sid.equals(presence.roomSid());
        if (haveParted(last, came.getAsLong(), another)) return presence.with(company.then(After.PARTED));
        if (!another && after.emptySince() == 0 && clock.millis() < after.seenAt() + STEP_MS) return presence;
        var room = another ? presence.room(sid, presence.settleUntil()) : presence;
        return room.with(company.then(After.together(clock.millis())));
    }

    private boolean haveParted(Session last, long came, boolean another) {
        var after = last.presence().company().after();
        if (after.emptySince() > 0
                && came >= after.emptySince() + settings.grace().toMillis()) return true;
        var seen = Math.max(after.seenAt(), last.stamps().updatedAt());
        return another && !last.presence().roomSid().isEmpty() && came >= seen + ANOTHER_LIFE_MS;
    }

    /** Since when somebody is there without interruption, as far as one look can tell, UTC ms. */
    private static OptionalLong came(RoomView view) {
        return view.people().stream()
                .filter(Remaining::isSomebody)
                .mapToLong(Participant::joinedAt)
                .min();
    }

    private static boolean isSomebody(Participant person) {
        return person.isUser() || person.isDialled();
    }
}
