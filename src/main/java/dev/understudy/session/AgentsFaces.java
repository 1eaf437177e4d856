package dev.understudy.session;

import dev.understudy.livekit.RoomView;
import dev.understudy.session.Situation.Signs;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * The door through which the gateway changes a session: each method writes at once what it is told, on top of whatever the
 * session is by then, and gives the session as it was written. Empty when nothing was written: the session is over, its try is
 * another one by now, or another node holds it just now. Whoever looks for the conversation by its name finds it then.
 */
@Component
public class AgentsFaces {
    private static final int TRIES = 5;
    private final AgentsFace machine;
    private final SessionMachine ours;
    private final Judgement judgement;
    private final Judgement.Writing writing;

    /** Judges by these settings, writes by the store. */
    AgentsFaces(
            SessionSettings settings,
            FaceSettings faceSettings,
            SessionMachine ours,
            Judgement judgement,
            Judgement.Writing writing) {
        machine = new AgentsFace(settings, faceSettings);
        this.ours = ours;
        this.judgement = judgement;
        this.writing = writing;
    }

    /**
     * A request is about to be sent to Tavus: written down before, so that whatever is cut off leaves a name to look for.
     *
     * @param seen the session as the caller knows it: nothing is written when it has had another try since
     * @param identity the avatar's
     * @param lookAt from when on others look for the conversation, UTC ms
     */
    public Optional<Session> asked(Session seen, String identity, long lookAt) {
        var tries = seen.face().tries();
        return change(
                seen.id(),
                now -> now.face().tries() == tries && now.state() != SessionState.ENDING,
                (now, situation) -> machine.asked(now, situation, identity, lookAt));
    }

    /** Tavus made the conversation of this try, asked with the key of that fingerprint. */
    public Optional<Session> made(Session asked, String conversation, String key) {
        return change(asked.id(), now -> stands(asked, now), (now, seen) -> machine.made(now, seen, conversation, key));
    }

    /** The conversation of this try was found by its name. */
    public Optional<Session> adopted(Session asked, String conversation, String key) {
        return change(asked.id(), now -> stands(asked, now), (now, seen) -> ours.created(now, seen, conversation, key));
    }

    /**
     * Tavus said no to this try.
     *
     * @param mayExist it may have made the conversation all the same, which is to be ended then
     */
    public Optional<Session> refused(Session asked, Reason reason, boolean mayExist) {
        return change(
                asked.id(), now -> stands(asked, now), (now, seen) -> machine.refused(now, seen, reason, mayExist));
    }

    /** Nobody knows what became of this try: it is looked for until its deadline. */
    public Optional<Session> unsure(Session asked) {
        return change(asked.id(), now -> stands(asked, now), machine::unsure);
    }

    /** Tavus is not asked, for that reason. */
    public Optional<Session> notAsked(Session seen, Reason reason) {
        return change(seen.id(), now -> true, (now, situation) -> machine.notAsked(now, situation, reason));
    }

    /** Whether the session still wants the conversation of this try. */
    public boolean wants(Session asked) {
        return writing.sessions()
                .find(asked.id())
                .filter(now -> now.state().isOpen() && stands(asked, now))
                .isPresent();
    }

    private static boolean stands(Session asked, Session now) {
        return now.face().askedAt() > 0 && now.face().tries() == asked.face().tries();
    }

    private Optional<Session> change(String id, Predicate<Session> fits, BiFunction<Session, Situation, Change> judge) {
        for (var attempt = 0; attempt < TRIES; attempt++) {
            var session = writing.sessions()
                    .find(id)
                    .filter(now -> now.state().isOpen() && fits.test(now))
                    .orElse(null);
            if (session == null) return Optional.empty();
            var change = judge.apply(session, judgement.situation(RoomView.EMPTY, Signs.NONE, null));
            if (writing.writes().write(change, 0, List.of())) return Optional.of(announced(change));
        }
        return Optional.empty();
    }

    private Session announced(Change change) {
        writing.nudges().chores(change.chores());
        writing.publisher().publishEvent(new SessionChanged(change));
        return change.after();
    }
}
