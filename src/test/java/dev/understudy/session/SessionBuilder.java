package dev.understudy.session;

import static dev.understudy.session.Times.AGENT;
import static dev.understudy.session.Times.NOW;

import org.jspecify.annotations.Nullable;

/** A session in the middle of its life: {@code aSession().withAgentFor(20_000).inVideo()}. */
final class SessionBuilder {
    static final String ID = "s1";
    static final String ROOM = "demo";
    static final String OUR_AGENT = "agent-AJ_1";
    static final String DISPATCH = "AD_1";
    static final String AVATAR = "tavus-avatar-s1-1";
    static final String CONVERSATION = "c1";
    private Plan plan = new Plan(AGENT, Plan.AvatarBy.UNDERSTUDY, null, null);
    private @Nullable Reason reason;
    private @Nullable EndReason end;
    private Casting casting = Casting.FIRST;
    private Face face = Face.NONE;
    private Command command = Command.NONE;
    private Presence presence = Presence.unseen(0, 0);

    private SessionBuilder() {}

    /** One whose user is there, and for which nothing was asked yet. */
    static SessionBuilder aSession() {
        return new SessionBuilder().withUser();
    }

    /** One to which no user has come yet. */
    static SessionBuilder aSessionWithoutUser() {
        return new SessionBuilder();
    }

    SessionBuilder withUser() {
        presence = presence.users(true);
        return this;
    }

    SessionBuilder inRoom(String sid, long settleUntil) {
        presence = presence.room(sid, settleUntil);
        return this;
    }

    SessionBuilder afterAnother(long doubtUntil, int failures) {
        var unseen = Presence.unseen(doubtUntil, failures);
        presence = presence.userThere() ? unseen.users(true) : unseen;
        return this;
    }

    SessionBuilder withAvatarBy(Plan.AvatarBy who) {
        plan = new Plan(AGENT, who, null, null);
        return this;
    }

    SessionBuilder giving(AgentData data) {
        plan = new Plan(AGENT, Plan.AvatarBy.UNDERSTUDY, null, null, data, Bounds.NONE);
        return this;
    }

    SessionBuilder within(Bounds bounds) {
        plan = plan.within(bounds);
        return this;
    }

    SessionBuilder with(Company company) {
        presence = presence.with(company);
        return this;
    }

    SessionBuilder because(Reason why) {
        reason = why;
        return this;
    }

    /** The attempt, none of which brought an agent yet. */
    SessionBuilder atAttempt(int attempt) {
        for (var i = 1; i < attempt; i++) casting = casting.next(EndReason.NO_WORKER, null);
        return this;
    }

    SessionBuilder afterLosing(String agent) {
        casting = casting.next(null, agent);
        return this;
    }

    /** So many agents in a row, the last one gone now, had not stayed. */
    SessionBuilder afterLeaves(int leaves) {
        for (var i = 0; i < leaves; i++)
            casting = casting.lost(casting.conduct().left(0), 0);
        return this;
    }

    SessionBuilder againAt(long time) {
        casting = casting.postponed(EndReason.LIVEKIT_UNAVAILABLE, time);
        return this;
    }

    SessionBuilder dispatchedFor(long ms) {
        casting = casting.dispatched(DISPATCH, NOW - ms);
        return this;
    }

    SessionBuilder lookedAt(int times) {
        casting = casting.looked(times);
        return this;
    }

    SessionBuilder withAgentFor(long ms) {
        casting = casting.dispatched(DISPATCH, NOW - ms).joined(OUR_AGENT, DISPATCH, NOW - ms);
        return this;
    }

    /** Its face was asked for so long ago, ms; the answer is still out. */
    SessionBuilder faceAskedFor(long ms) {
        face = face.asked(AVATAR, NOW - ms);
        return this;
    }

    SessionBuilder conversationMade() {
        face = face.created(CONVERSATION, "k1");
        return this;
    }

    SessionBuilder faceUnsure(long again) {
        face = face.unsureUntil(again);
        return this;
    }

    SessionBuilder faceAgainAt(long time, int setbacks) {
        face = face.dropped(time, setbacks);
        return this;
    }

    SessionBuilder toldFor(long ms) {
        command = command.next(NOW - ms);
        return this;
    }

    SessionBuilder acknowledged() {
        command = command.heard();
        return this;
    }

    Session requested() {
        return in(SessionState.REQUESTED);
    }

    Session dispatched() {
        return in(SessionState.DISPATCHED);
    }

    Session inAudio() {
        return in(SessionState.AUDIO);
    }

    Session startingVideo() {
        return in(SessionState.VIDEO_STARTING);
    }

    Session inVideo() {
        return in(SessionState.VIDEO);
    }

    /** Its last user left so long ago, ms, in that state. */
    Session endingFor(long ms, SessionState from) {
        presence = presence.users(false).ending(EndReason.USER_LEFT, from, NOW - ms);
        return in(SessionState.ENDING);
    }

    /** One that ended so. */
    Session ended(EndReason why) {
        end = why;
        return in(SessionState.ENDED);
    }

    Session in(SessionState state) {
        var stamps = new Session.Stamps(NOW - 60_000, NOW - 1_000, NOW, 3);
        return new Session(ID, ROOM, plan, state, reason, end, casting, face, command, presence, stamps);
    }
}
