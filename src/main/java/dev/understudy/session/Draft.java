package dev.understudy.session;

import dev.understudy.livekit.Participant;
import dev.understudy.session.Change.Next;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A session while a step works on it. {@link #to} is the one door through which its state changes. */
final class Draft {
    /** In a room with more people nobody asks who was there. */
    private static final int MOST_REMEMBERED = 100;

    final Session before;
    final Situation seen;
    final long now;
    SessionState state;
    Casting casting;
    Face face;
    Command command;
    Presence presence;

    @Nullable
    Reason reason;

    @Nullable
    EndReason endReason;

    Next next = Next.NONE;

    /** Something was not judged yet, because LiveKit has only just come back. */
    boolean lookAgain;

    private final List<TimelineEntry> entries = new ArrayList<>();
    private final List<Chore> chores = new ArrayList<>();

    Draft(Session session, Situation seen) {
        before = session;
        this.seen = seen;
        now = seen.now();
        state = session.state();
        casting = session.casting();
        face = session.face();
        command = session.command();
        presence = session.presence();
        reason = session.reason();
        endReason = session.endReason();
    }

    /** Changes the state, if the table allows it, and says so in the timeline. */
    void to(SessionState target, String event) {
        if (!state.leadsTo().contains(target)) throw new IllegalSessionChange(before.id(), state, target);
        state = target;
        note(event);
    }

    /** Says something in the timeline that changes no state. */
    void note(String event) {
        entries.add(new TimelineEntry(now, event, state, reason, casting.attempt()));
    }

    /** Something to be done; what is to be done already is not done twice. */
    void chore(Chore.Kind kind, String target) {
        if (chores.stream().anyMatch(done -> done.isThat(kind, target))) return;
        var id = UUID.randomUUID().toString();
        chores.add(new Chore(id, before.id(), before.room(), kind, target, 0, now));
    }

    /** Tells the agent its mode and the reason for it, under a new epoch. */
    void tell() {
        command = command.next(now);
        chore(Chore.Kind.TELL_AGENT, Long.toString(command.epoch()));
    }

    /** Over, for that reason: everything that costs money is taken down. */
    void end(EndReason why) {
        clear();
        endReason = why;
        to(SessionState.ENDED, "ended: " + why.code());
    }

    /** Over, for that reason, for all who are there: only who comes anew gets another session. */
    void endForGood(EndReason why) {
        var people = seen.view().users().stream()
                .map(Participant::identity)
                .limit(MOST_REMEMBERED)
                .toList();
        presence = presence.with(presence.company().endedWith(people, now));
        end(why);
    }

    /** Given up, for that reason. */
    void fail(EndReason why) {
        clear();
        endReason = why;
        to(SessionState.FAILED, "failed: " + why.code());
    }

    /** The avatar is not wanted any more, or not there: its conversation ends, its participant goes. */
    void dropFace(long again, int setbacks) {
        if (face.askedAt() > 0) chore(Chore.Kind.END_CONVERSATION, face.tries() + " " + text(face.conversationId()));
        var avatar = face.identity();
        if (avatar != null && seen.view().find(avatar).isPresent()) chore(Chore.Kind.REMOVE_PARTICIPANT, avatar);
        face = face.dropped(again, setbacks);
    }

    /** Whether the agent brings its face itself: it is commanded nothing, and asks again when it likes. */
    boolean isTheAgents() {
        return before.plan().avatar() == Plan.AvatarBy.AGENT;
    }

    /** Whether Tavus itself has ended the conversation. */
    boolean overAtTavus() {
        var over = seen.signs().over();
        return !over.isEmpty() && over.equals(face.conversationId());
    }

    /** Whether who is absent may still be on the way. Who asks and is told so must be given another look, even if nothing comes. */
    boolean settling() {
        var may = now < presence.settleUntil() || seen.stage().shaky();
        lookAgain |= may;
        return may;
    }

    Change freeze(@Nullable Long dueAt) {
        var stamps = new Session.Stamps(
                before.stamps().createdAt(), now, dueAt, before.stamps().version());
        var after = new Session(
                before.id(),
                before.room(),
                before.plan(),
                state,
                reason,
                endReason,
                casting,
                face,
                command,
                presence,
                stamps);
        return new Change(before, after, List.copyOf(entries), List.copyOf(chores), next);
    }

    private void clear() {
        dropFace(face.againAt(), face.setbacks());
        var dispatch = casting.dispatchId();
        var agent = casting.identity();
        var there = dispatch != null && !seen.view().people().isEmpty() ? Chore.SEEN : "";
        if (dispatch != null || agent != null)
            chore(Chore.Kind.DELETE_DISPATCH, text(dispatch) + there + " " + text(agent));
        for (var other : seen.view().agents(before.plan().agentName()))
            if (!other.identity().equals(agent)) chore(Chore.Kind.REMOVE_PARTICIPANT, other.identity());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
