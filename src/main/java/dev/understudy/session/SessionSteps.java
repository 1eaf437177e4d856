package dev.understudy.session;

import dev.understudy.livekit.Dispatch;
import dev.understudy.livekit.LiveKit;
import dev.understudy.livekit.LiveKitPutOff;
import dev.understudy.livekit.LiveKitRejected;
import dev.understudy.livekit.LiveKitUnavailable;
import dev.understudy.livekit.RoomView;
import dev.understudy.session.Situation.Signs;
import dev.understudy.session.Turns.Wish;
import dev.understudy.webhook.WebhookEvent;
import dev.understudy.webhook.Webhooks;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** The steps of a room's turn, as routes/session.camel.yaml calls them. */
@Component("sessionSteps")
public class SessionSteps {
    private static final Logger log = LoggerFactory.getLogger(SessionSteps.class);
    private static final String ROOM_FINISHED = "room_finished";
    private static final String UNPUBLISHED = "track_unpublished";
    private final Turns turns;
    private final Sessions sessions;
    private final Webhooks webhooks;
    private final LiveKit livekit;
    private final Judgement judgement;
    private final Signals signals;

    /** Works over the store and LiveKit. */
    public SessionSteps(
            Turns turns, Sessions sessions, Webhooks webhooks, LiveKit livekit, Judgement judgement, Signals signals) {
        this.turns = turns;
        this.sessions = sessions;
        this.webhooks = webhooks;
        this.livekit = livekit;
        this.judgement = judgement;
        this.signals = signals;
    }

    /**
     * Takes the room's turn; null when another thread has it, which will then take one more, or when its calls are put off.
     *
     * @param onlyHeard whether it is wanted for nothing but an event that came
     */
    public @Nullable Turn begin(@Body String room, @Header(Nudges.ONLY_HEARD) @Nullable Boolean onlyHeard) {
        var heard = Boolean.TRUE.equals(onlyHeard);
        if (!heard && turns.isResting(room)) return null;
        return turns.take(room, heard ? Wish.HEARD : Wish.LOOK) ? new Turn(room, !heard) : null;
    }

    /** Reads what was heard of the room. Events that can change nothing are done with, and are no reason to look. */
    public void hear(@ExchangeProperty("turn") Turn turn) {
        var session = sessions.openIn(turn.room()).orElse(null);
        turn.worksOn(session);
        if (session != null) MDC.put(Mention.KEY, session.id());
        var heard = webhooks.waiting(turn.room());
        if (!turn.isLooking() && !judgement.isNews(turn, heard)) judgement.worked(heard);
        else turn.hears(heard, signals.take(turn.room()));
    }

    /** Looks who is in the room. */
    public void look(@ExchangeProperty("turn") Turn turn) {
        var session = turn.sessionOrNull();
        var view = judgement.concerns(turn) ? lookNow(turn) : RoomView.EMPTY;
        var seen = judgement.situation(view, signs(turn, view), null);
        var dispatches =
                session != null && judgement.needsDispatches(session, seen) ? dispatches(turn.room(), view) : null;
        turn.sees(judgement.situation(view, seen.signs(), dispatches));
    }

    /** A room that is not there has none; asked for them, LiveKit would answer 503 after 3 s, as if it were away (measured). */
    private List<Dispatch> dispatches(String room, RoomView view) {
        var there = !view.people().isEmpty() || !livekit.rooms(room).isEmpty();
        return there ? livekit.dispatches(room) : List.of();
    }

    /** Lets the machine judge, and writes what comes of it; without an open session, considers to open one. */
    public void advance(@ExchangeProperty("turn") Turn turn) {
        if (turn.sessionOrNull() == null) judgement.admit(turn);
        var session = turn.sessionOrNull();
        if (session != null) {
            var change = judgement.advance(session, turn.seen());
            var asked = session.state() == SessionState.VIDEO_STARTING;
            judgement.write(turn, change, ids(turn), asked);
        }
        if (turn.again() || turn.isAnothers()) signals.tell(turn.room(), turn.told());
    }

    /** Gives the turn back, and asks for another one when somebody came in between. */
    public void end(@ExchangeProperty("turn") Turn turn) {
        MDC.remove(Mention.KEY);
        var wish = turns.giveBack(turn.room());
        if (wish == Wish.LOOK || turn.again()) judgement.nudge(turn.room());
        else if (wish == Wish.HEARD) judgement.nudgeToHear(turn.room());
    }

    /** Nothing can be known now: what was heard waits, and so does the session. */
    public void postpone(
            @ExchangeProperty("turn") Turn turn, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        signals.tell(turn.room(), turn.told().lasting());
        var refused = failure instanceof LiveKitRejected;
        var oneRooms = failure instanceof LiveKitUnavailable trouble && trouble.isOneRooms();
        judgement.livekitFailed(turn, refused ? EndReason.LIVEKIT_REJECTED : EndReason.LIVEKIT_UNAVAILABLE, oneRooms);
    }

    /** The budget of calls has none for this turn now: what was heard waits, and so does the session, for as long as the budget says. */
    public void putOff(
            @ExchangeProperty("turn") Turn turn, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) LiveKitPutOff putOff) {
        signals.tell(turn.room(), turn.told().lasting());
        turns.rest(turn.room(), putOff.time().toMillis());
        judgement.putOff(turn, putOff.time().toMillis());
    }

    /** A fault of ours or of the store: nothing was written, the session is due again in a moment. */
    public void fault(
            @ExchangeProperty("turn") Turn turn, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception fault) {
        log.error("the turn of room {} failed and is taken again", turn.room(), fault);
        signals.tell(turn.room(), turn.told());
        judgement.postpone(turn);
    }

    private RoomView lookNow(Turn turn) {
        var view = livekit.look(turn.room(), Urgency.of(turn));
        judgement.livekitAnswered();
        return view;
    }

    private static Signs signs(Turn turn, RoomView view) {
        var told = turn.told();
        var session = turn.sessionOrNull();
        var heard = newestSid(turn.heard());
        return new Signs(
                heard.isEmpty() ? told.sid() : heard,
                since(turn.heard(), heard),
                (told.gone() && view.people().isEmpty()) || finished(turn, view),
                false,
                session == null
                        ? told.silent()
                        : told.silentOf(session.casting().joinedAt()),
                told.over(),
                told.answering(),
                parting(turn));
    }

    /** How the agent that is or was in left, as far as it was told. */
    private static String parting(Turn turn) {
        var session = turn.sessionOrNull();
        if (session == null) return "";
        var casting = session.casting();
        var who = casting.identity() == null ? casting.gone() : casting.identity();
        return turn.heard().stream()
                .filter(event -> event.participant().equals(who))
                .map(event -> event.event().equals(UNPUBLISHED) ? Signs.LEAVING : event.detail())
                .reduce("", (before, last) -> last);
    }

    private static long since(List<WebhookEvent> heard, String sid) {
        return heard.stream()
                .filter(event -> event.roomSid().equals(sid))
                .mapToLong(WebhookEvent::receivedAt)
                .min()
                .orElse(0);
    }

    private static String newestSid(List<WebhookEvent> heard) {
        var sid = "";
        for (var event : heard)
            if (!event.event().equals(ROOM_FINISHED) && !event.roomSid().isEmpty()) sid = event.roomSid();
        return sid;
    }

    /** The room is closed when the end of its newest life was announced and nobody is in it. */
    private static boolean finished(Turn turn, RoomView view) {
        if (turn.heard().isEmpty() || !view.people().isEmpty()) return false;
        var last = turn.heard().get(turn.heard().size() - 1);
        var newest = newestSid(turn.heard());
        var session = turn.sessionOrNull();
        var known = newest.isEmpty() && session != null ? session.presence().roomSid() : newest;
        return last.event().equals(ROOM_FINISHED) && !known.isEmpty() && known.equals(last.roomSid());
    }

    private static List<String> ids(Turn turn) {
        return turn.heard().stream().map(WebhookEvent::id).toList();
    }
}
