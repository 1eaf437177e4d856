package dev.understudy.session;

import dev.understudy.livekit.RoomView;
import dev.understudy.session.Situation.Signs;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Ends a session at an operator's word, in one write: what is answered has happened. */
@Component
public class Ending {
    private static final int TRIES = 5;
    private static final Signs END = new Signs("", false, true, Set.of(), "", Set.of(), "");
    private final Sessions sessions;
    private final SessionWrites writes;
    private final Judgement judgement;
    private final Nudges nudges;
    private final ApplicationEventPublisher publisher;

    /** Works over the store. */
    public Ending(
            Sessions sessions,
            SessionWrites writes,
            Judgement judgement,
            Nudges nudges,
            ApplicationEventPublisher publisher) {
        this.sessions = sessions;
        this.writes = writes;
        this.judgement = judgement;
        this.nudges = nudges;
        this.publisher = publisher;
    }

    /** The session as it is then; empty when another node holds it just now. */
    public Optional<Session> end(String id) {
        for (var attempt = 0; attempt < TRIES; attempt++) {
            var session = sessions.find(id).orElseThrow();
            if (!session.state().isOpen()) return Optional.of(session);
            var change = judgement.advance(session, judgement.situation(RoomView.EMPTY, END, null));
            if (writes.write(change, 0, List.of())) return Optional.of(announce(change));
        }
        return Optional.empty();
    }

    private Session announce(Change change) {
        nudges.chores(change.chores());
        publisher.publishEvent(new SessionChanged(change));
        return change.after();
    }
}
