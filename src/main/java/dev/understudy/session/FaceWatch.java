package dev.understudy.session;

import dev.understudy.livekit.Participant;
import org.jspecify.annotations.Nullable;

/** The face: asked for when it can be had, counted only when its video is published, let go when anything is wrong with it. */
final class FaceWatch {
    /** An avatar that lasted this long had no setback before, ms. */
    private static final long STEADY = 60_000;
    /** Identities of the avatars that we asked for begin so. */
    static final String IDENTITY_PREFIX = "tavus-avatar-";

    private final SessionSettings settings;
    private final FaceSettings faces;
    private final FaceWaits waits;
    private final Viewers viewers;

    FaceWatch(SessionSettings settings, FaceSettings faces, FaceWaits waits) {
        this.settings = settings;
        this.faces = faces;
        this.waits = waits;
        viewers = new Viewers(settings);
    }

    void observe(Draft draft) {
        removeOldAvatars(draft);
        viewers.observe(draft);
        switch (draft.state) {
            case AUDIO -> audio(draft);
            case VIDEO_STARTING -> starting(draft);
            case VIDEO -> video(draft);
            default -> {}
        }
    }

    private void audio(Draft draft) {
        switch (draft.before.plan().avatar()) {
            case NONE -> because(draft, Reason.AUDIO_BY_RULE);
            case AGENT -> theAgentsOwn(draft);
            case UNDERSTUDY -> ours(draft);
        }
    }

    private void ours(Draft draft) {
        var stage = draft.seen.stage();
        if (!stage.facesOn()) because(draft, Reason.AUDIO_BY_OPERATOR);
        else if (Viewers.none(draft)) because(draft, Reason.NOBODY_CAN_SEE);
        else if (wantsFace(draft)) {
            if (stage.breaker() != null) because(draft, stage.breaker());
            else ask(draft);
        }
    }

    private boolean wantsFace(Draft draft) {
        if (!draft.presence.userThere() || !agentThere(draft) || draft.now < draft.face.againAt()) return false;
        return draft.reason == null || draft.reason.isOver() || faces.upgrade();
    }

    /** After a restart of LiveKit the agent may still be on its way back: no face is paid for one that has nobody to speak for. */
    private static boolean agentThere(Draft draft) {
        var agent = draft.casting.identity();
        return agent != null && draft.seen.view().find(agent).isPresent();
    }

    private void ask(Draft draft) {
        var identity = IDENTITY_PREFIX + draft.before.id() + "-" + (draft.face.tries() + 1);
        draft.face = draft.face.asked(identity, draft.now);
        draft.to(SessionState.VIDEO_STARTING, "asking Tavus for the face");
        draft.next = Change.Next.AVATAR;
    }

    /** The agent made its conversation itself, through the gateway or alone: we only watch, and command nothing. */
    private void theAgentsOwn(Draft draft) {
        if (draft.face.askedAt() > 0) {
            draft.to(SessionState.VIDEO_STARTING, AgentsFace.ASKED);
            starting(draft);
            return;
        }
        var avatar = avatarOf(draft);
        if (avatar == null || !avatar.hasVideo()) return;
        draft.face = draft.face.seen(avatar.identity());
        draft.to(SessionState.VIDEO_STARTING, "the agent brought an avatar");
        onStage(draft);
    }

    private void starting(Draft draft) {
        var avatar = avatarOf(draft);
        if (!facesOn(draft)) back(draft, Reason.AUDIO_BY_OPERATOR, 0);
        else if (viewers.stayAway(draft)) back(draft, Reason.NOBODY_CAN_SEE, 0);
        else if (avatar != null && avatar.hasVideo()) {
            onStage(draft);
            if (!draft.isTheAgents()) draft.tell();
        } else if (draft.overAtTavus()
                || draft.now >= draft.face.askedAt() + settings.avatarDeadline().toMillis()) noShow(draft);
        else if (draft.face.conversationId() == null && draft.now >= draft.face.againAt())
            draft.next = Change.Next.AVATAR;
    }

    private static void onStage(Draft draft) {
        draft.reason = null;
        draft.to(SessionState.VIDEO, "the avatar's video is published");
    }

    private void noShow(Draft draft) {
        if (draft.face.conversationId() == null || draft.face.unsure()) setback(draft, Reason.TAVUS_UNAVAILABLE);
        else setback(draft, Reason.AVATAR_NO_SHOW);
    }

    private void video(Draft draft) {
        var avatar = avatarOf(draft);
        var ack = ackOf(draft);
        if (!facesOn(draft)) back(draft, Reason.AUDIO_BY_OPERATOR, 0);
        else if (viewers.stayAway(draft)) back(draft, Reason.NOBODY_CAN_SEE, 0);
        else if (avatar == null || !avatar.hasVideo() || draft.overAtTavus()) lost(draft);
        else if (ack != null && isNews(ack, draft.command)) acknowledged(draft, ack.ok());
        else if (unheard(draft)) setback(draft, Reason.AGENT_DID_NOT_SWITCH);
    }

    /** What the agent says of the command; no webhook tells of attributes, so every look reads them. */
    private static @Nullable Ack ackOf(Draft draft) {
        var agent = draft.casting.identity();
        if (agent == null) return null;
        return draft.seen.view().find(agent).map(Ack::of).orElse(null);
    }

    /** A first word on the last command; or a later one that takes it back, as agents give after a LiveKit restart. */
    private static boolean isNews(Ack ack, Command command) {
        return ack.epoch() == command.epoch() && (!command.acknowledged() || !ack.ok());
    }

    private void acknowledged(Draft draft, boolean ok) {
        draft.command = draft.command.heard();
        if (ok) draft.note("the agent speaks through the avatar");
        else setback(draft, Reason.AGENT_DID_NOT_SWITCH);
    }

    private boolean unheard(Draft draft) {
        return !draft.command.acknowledged()
                && draft.now >= draft.command.toldAt() + settings.ackDeadline().toMillis();
    }

    private void lost(Draft draft) {
        if (draft.settling() || !draft.presence.userThere()) return;
        if (draft.isTheAgents()) back(draft, Reason.AVATAR_LOST, 0);
        else if (draft.now - draft.face.askedAt() > STEADY || draft.face.setbacks() == 0)
            backUntil(draft, Reason.AVATAR_LOST, draft.now, 1);
        else setback(draft, Reason.AVATAR_LOST);
    }

    /** Audio for now; the next try waits, twice as long after each setback: every try costs money at Tavus. */
    void setback(Draft draft, Reason reason) {
        var count = draft.face.setbacks();
        if (draft.isTheAgents()) { // it asks again when it likes
            back(draft, reason, 0);
            return;
        }
        back(draft, reason, waits.after(count), count + 1);
    }

    /** Audio for now, the number of setbacks unchanged. */
    void back(Draft draft, Reason reason, long waitMs) {
        back(draft, reason, waitMs, draft.face.setbacks());
    }

    private static void back(Draft draft, Reason reason, long waitMs, int setbacks) {
        backUntil(draft, reason, waitMs == 0 ? 0 : draft.now + waitMs, setbacks);
    }

    /** Until then; a time that is not before now is a deadline, 0 means that somebody else will wake the session. */
    private static void backUntil(Draft draft, Reason reason, long again, int setbacks) {
        draft.dropFace(again, setbacks);
        draft.reason = reason;
        draft.to(SessionState.AUDIO, "back to audio: " + reason.code());
        if (!draft.isTheAgents()) draft.tell();
    }

    private static void because(Draft draft, Reason reason) {
        if (draft.reason == reason) return;
        draft.reason = reason;
        draft.note("audio: " + reason.code());
        draft.tell();
    }

    private static boolean facesOn(Draft draft) {
        return draft.isTheAgents() || draft.seen.stage().facesOn();
    }

    private static @Nullable Participant avatarOf(Draft draft) {
        var identity = draft.face.identity();
        if (identity != null) return draft.seen.view().find(identity).orElse(null);
        return draft.isTheAgents() ? AgentsFace.avatarIn(draft) : null;
    }

    private static void removeOldAvatars(Draft draft) {
        var ours = IDENTITY_PREFIX + draft.before.id() + "-";
        for (var avatar : draft.seen.view().avatars())
            if (avatar.identity().startsWith(ours) && !avatar.identity().equals(draft.face.identity()))
                draft.chore(Chore.Kind.REMOVE_PARTICIPANT, avatar.identity());
    }
}
