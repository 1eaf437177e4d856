package dev.understudy.session;

import dev.understudy.common.RandomId;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Opens sessions: at most one a room, whoever asks and however often. */
@Component
public class Opening {
    private static final int ID_LETTERS = 20;
    /** How long agents that were gone too soon count against the room's next ones, ms. */
    private static final long REMEMBERED_MS = 600_000;

    private final Sessions sessions;
    private final SessionWrites writes;
    private final SessionSettings settings;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    /** Works over the store. */
    public Opening(
            Sessions sessions,
            SessionWrites writes,
            SessionSettings settings,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.sessions = sessions;
        this.writes = writes;
        this.settings = settings;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * The outcome of a request.
     *
     * @param session the room's open session
     * @param fresh whether this request opened it
     */
    public record Opened(Session session, boolean fresh) {}

    /** Gives the room's open session, or opens one, which asks for its agent at once. */
    public Opened open(String room, Plan plan, String event) {
        return open(room, plan, event, false);
    }

    /** Gives the room's open session, or opens one; whether its agent is asked for only when a user was seen. */
    public Opened open(String room, Plan plan, String event, boolean userFirst) {
        while (true) {
            var there = sessions.openIn(room);
            if (there.isPresent()) return new Opened(there.get(), false);
            var session = draw(room, plan, sessions.latestIn(room), userFirst);
            var entry = new TimelineEntry(session.stamps().createdAt(), event, SessionState.REQUESTED, null, 1);
            if (writes.open(session, entry)) {
                announce(session, entry);
                return new Opened(session, true);
            }
        }
    }

    private void announce(Session session, TimelineEntry entry) {
        var change = new Change(session, session, java.util.List.of(entry), java.util.List.of(), Change.Next.NONE);
        publisher.publishEvent(new SessionChanged(change));
    }

    private Session draw(String room, Plan plan, Optional<Session> last, boolean userFirst) {
        var now = clock.millis();
        var failures = last.filter(
                        s -> s.state() == SessionState.FAILED && s.stamps().dueAt() != null)
                .map(s -> s.presence().failures() + 1)
                .orElse(0);
        var doubt = last.map(s -> s.stamps().updatedAt() + Stragglers.LATE_MS).orElse(0L);
        var presence = Presence.unseen(doubt, failures);
        return new Session(
                RandomId.of("s", ID_LETTERS),
                room,
                plan,
                SessionState.REQUESTED,
                null,
                null,
                last.map(before -> casting(before, now)).orElse(Casting.FIRST),
                last.map(before -> face(before, now)).orElse(Face.NONE),
                Command.NONE,
                userFirst ? presence.afterUser() : presence,
                new Session.Stamps(now, now, now, 1));
    }

    /** Where agents were gone too soon, the count goes on: a page that is loaded anew must not start it anew. */
    private Casting casting(Session last, long now) {
        var seen = last.casting().conduct();
        if (!isRemembered(last, now))
            return seen.calmAt() > now ? Casting.after(Conduct.after(0, seen.calmAt()), 0) : Casting.FIRST;
        var waits = last.state() == SessionState.FAILED ? 0 : settings.waitAfter(seen.leaves());
        return Casting.after(
                Conduct.after(seen.leaves(), seen.calmAt()), last.stamps().updatedAt() + waits);
    }

    private Face face(Session last, long now) {
        if (!isRemembered(last, now)) return Face.NONE;
        return Face.NONE.dropped(last.face().againAt(), last.face().setbacks());
    }

    private boolean isRemembered(Session last, long now) {
        return last.casting().conduct().leaves() > 0
                && now - last.stamps().updatedAt() < REMEMBERED_MS
                && !last.casting().stayed(last.stamps().updatedAt(), settings.steady());
    }
}
