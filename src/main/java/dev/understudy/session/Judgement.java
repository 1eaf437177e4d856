package dev.understudy.session;

import dev.understudy.livekit.Dispatch;
import dev.understudy.livekit.LiveKitRefusedUs;
import dev.understudy.livekit.RoomView;
import dev.understudy.session.Change.Next;
import dev.understudy.session.Situation.Signs;
import dev.understudy.session.Situation.Stage;
import dev.understudy.webhook.WebhookEvent;
import dev.understudy.webhook.Webhooks;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Puts the machine to work on a turn and writes its judgement down. */
@Component
public class Judgement {
    /** How long a session waits when LiveKit cannot be asked, ms. */
    private static final long POSTPONED_MS = 1_000;

    private final SessionMachine machine;
    private final Writing writing;
    private final Admission admission;
    private final StageNow stage;
    private final Clock clock;

    /** Judges by the machine, writes by the store. */
    public Judgement(SessionMachine machine, Writing writing, Admission admission, StageNow stage, Clock clock) {
        this.machine = machine;
        this.writing = writing;
        this.admission = admission;
        this.stage = stage;
        this.clock = clock;
    }

    /** Whether faces can be had and LiveKit can be trusted, at this moment. */
    @Component
    record StageNow(Switch position, Breaker breaker, Health health) {
        Stage now() {
            return new Stage(position.position() == FaceSettings.Provider.TAVUS, breaker.open(), health.isShaky());
        }
    }

    /** What is needed to write a judgement down. */
    @Component
    record Writing(
            Sessions sessions,
            SessionWrites writes,
            Webhooks webhooks,
            Nudges nudges,
            ApplicationEventPublisher publisher,
            SessionSettings settings) {}

    Situation situation(RoomView view, Signs signs, @Nullable List<Dispatch> dispatches) {
        return new Situation(clock.millis(), view, signs, dispatches, stage.now());
    }

    boolean needsDispatches(Session session, Situation seen) {
        return machine.needsDispatches(session, seen);
    }

    boolean concerns(Turn turn) {
        if (turn.sessionOrNull() != null) return true;
        var last = writing.sessions().latestIn(turn.room()).orElse(null);
        turn.comesAfter(last);
        return admission.concerns(turn.room(), last);
    }

    Change advance(Session session, Situation seen) {
        return machine.advance(session, seen);
    }

    /** Considers to open a session for a room that has none; the turn goes on with it. */
    void admit(Turn turn) {
        var view = Arrivals.byOurClock(turn.seen().view(), turn.heard());
        if (!admission.consider(turn.room(), view, turn.seen().signs().roomSid())) {
            worked(turn.heard());
            return;
        }
        var opened = writing.sessions().openIn(turn.room()).orElse(null);
        var seen = turn.seen();
        turn.sees(situation(
                seen.view(), seen.signs(), null)); // later than the opening: a story is told in the order of its times
        if (opened == null || needsDispatches(opened, turn.seen())) turn.lookAgain();
        else turn.worksOn(opened);
    }

    /** Writes a change, under a lease when more is to be done; has the turn look again when somebody else wrote meanwhile. */
    void write(Turn turn, Change change, Collection<String> worked, boolean wasAsked) {
        if (!change.isSomething() && worked.isEmpty()) return;
        var lease = change.next() == Next.NONE
                ? 0
                : clock.millis() + writing.settings().lease().toMillis();
        if (!writing.writes().write(change, lease, worked)) {
            refused(turn, change.before());
            return;
        }
        turn.wrote(change.after(), change.next(), wasAsked);
        writing.nudges().chores(change.chores());
        writing.publisher().publishEvent(new SessionChanged(change));
    }

    /** Somebody wrote meanwhile: we look anew. Or another node is at it: asking again and again would help nobody, it is told. */
    private void refused(Turn turn, Session session) {
        var version = session.stamps().version();
        var same = writing.sessions()
                .find(session.id())
                .filter(now -> now.stamps().version() == version)
                .isPresent();
        if (!same) turn.lookAgain();
        else {
            writing.sessions().hasten(session);
            turn.leaveToOther();
        }
    }

    void nudge(String room) {
        writing.nudges().room(room);
    }

    void nudgeToHear(String room) {
        writing.nudges().heard(room);
    }

    /** Whether any of these events can change anything for the room's session, or bring it one. */
    boolean isNews(Turn turn, List<WebhookEvent> heard) {
        var session = turn.sessionOrNull();
        if (session != null) return heard.stream().anyMatch(event -> News.changes(session, event));
        if (heard.isEmpty()) return false;
        var last = writing.sessions().latestIn(turn.room()).orElse(null);
        return heard.stream().anyMatch(event -> News.opens(last, event));
    }

    /** They are done with, as far as nothing has to be written with them. */
    void worked(List<WebhookEvent> heard) {
        var ids = heard.stream().map(WebhookEvent::id).toList();
        if (!ids.isEmpty()) writing.webhooks().worked(ids, clock.millis());
    }

    /** The session's turn comes again in a moment. */
    void postpone(Turn turn) {
        postpone(turn, POSTPONED_MS);
    }

    /** The turn comes again after so long, ms; there is nothing wrong with anybody. */
    void putOff(Turn turn, long ms) {
        if (turn.sessionOrNull() == null) putOffFailed(turn.room(), ms);
        else postpone(turn, ms);
    }

    private void postpone(Turn turn, long ms) {
        var session = turn.sessionOrNull();
        if (session != null) writing.sessions().postpone(session, clock.millis() + ms);
    }

    void livekitAnswered() {
        stage.health().answered();
    }

    /** Nothing could be known of a room: for the moment nobody in it is judged, and nobody anywhere if it is LiveKit's trouble. */
    void livekitFailed(Turn turn, EndReason why, boolean oneRooms) {
        if (oneRooms) stage.health().doubt();
        else if (why == EndReason.LIVEKIT_REJECTED) stage.health().refused();
        else stage.health().failed();
        if (why == EndReason.LIVEKIT_REJECTED) writing.publisher().publishEvent(new LiveKitRefusedUs());
        var session = turn.sessionOrNull();
        if (session == null) {
            putOffFailed(turn.room(), POSTPONED_MS);
            return;
        }
        if (session.state() == SessionState.REQUESTED && turn.getNext() == Next.NONE) requestFailed(turn, session, why);
        else postpone(turn);
    }

    /** Without LiveKit nobody knows whether a user still waits: asked again in a moment, not at every tick. */
    private void putOffFailed(String room, long ms) {
        writing.sessions()
                .latestIn(room)
                .filter(last -> last.stamps().dueAt() != null)
                .ifPresent(last -> writing.sessions().postpone(last, clock.millis() + ms));
    }

    private void requestFailed(Turn turn, Session session, EndReason why) {
        var seen = situation(RoomView.EMPTY, Signs.NONE, null);
        if (session.casting().againAt() > seen.now()) return;
        write(turn, machine.notDispatched(session, seen, why), List.of(), false);
    }
}
