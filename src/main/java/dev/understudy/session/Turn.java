package dev.understudy.session;

import dev.understudy.session.Change.Next;
import dev.understudy.webhook.WebhookEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a step carries from bean to bean: the room, what was heard and seen, and the session as it was last written. */
public final class Turn {
    private final String room;
    private List<WebhookEvent> heard = List.of();
    private Signals.Told told = Signals.Told.NOTHING;
    private @Nullable Session session;
    private @Nullable Situation seen;
    private Next next = Next.NONE;
    private boolean resumed;
    private boolean again;
    private boolean anothers;
    private boolean looking;
    private boolean over;

    /** A turn that looks, or one that looks only when something is heard that can change anything. */
    Turn(String room, boolean looking) {
        this.room = room;
        this.looking = looking;
    }

    /** Whose turn it is. */
    public String room() {
        return room;
    }

    /** What this turn has to do under its lease. */
    public Next getNext() {
        return next;
    }

    /** The same for the route, as text: to compare an enum with a text Camel searches its type converters, each time. */
    public String getDue() {
        return next.name();
    }

    /** The session that this turn works on. */
    public Session session() {
        if (session == null) throw new IllegalStateException("the turn of room " + room + " has no session");
        return session;
    }

    /** What it saw. */
    public Situation seen() {
        if (seen == null) throw new IllegalStateException("the turn of room " + room + " has not looked yet");
        return seen;
    }

    /** Whether an earlier step may have asked Tavus already: then the conversation is looked for before one is made. */
    public boolean mayHaveAsked() {
        return resumed || session().face().unsure();
    }

    @Nullable
    Session sessionOrNull() {
        return session;
    }

    List<WebhookEvent> heard() {
        return heard;
    }

    /** The room has no open session; its last one, if it had any. */
    void comesAfter(@Nullable Session last) {
        over = last != null && last.isOverForGood();
    }

    /** Whether the room's last session is over for good: nobody waits for another one. */
    boolean isOver() {
        return over;
    }

    Signals.Told told() {
        return told;
    }

    boolean again() {
        return again;
    }

    /** Whether it looks at the room: LiveKit is asked for nothing else. */
    public boolean isLooking() {
        return looking;
    }

    void hears(List<WebhookEvent> events, Signals.Told signals) {
        looking = true;
        heard = events;
        told = signals;
    }

    void sees(Situation situation) {
        seen = situation;
    }

    void worksOn(@Nullable Session found) {
        session = found;
    }

    /** The change was written: its version is the one to go on from. */
    void wrote(Session written, Next todo, boolean wasAsked) {
        var stamps = written.stamps();
        session = new Session(
                written.id(),
                written.room(),
                written.plan(),
                written.state(),
                written.reason(),
                written.endReason(),
                written.casting(),
                written.face(),
                written.command(),
                written.presence(),
                new Session.Stamps(stamps.createdAt(), stamps.updatedAt(), stamps.dueAt(), stamps.version() + 1));
        next = todo;
        resumed = wasAsked;
        heard = List.of();
        told = Signals.Told.NOTHING;
    }

    /** Whether nothing was written because another node is at the session. */
    boolean isAnothers() {
        return anothers;
    }

    void leaveToOther() {
        anothers = true;
        next = Next.NONE;
    }

    void lookAgain() {
        again = true;
        next = Next.NONE;
    }
}
