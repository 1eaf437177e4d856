package dev.understudy.session;

/** How long a face waits after it came to nothing: every try costs money at Tavus. */
final class FaceWaits {
    private final FaceSettings faces;

    FaceWaits(FaceSettings faces) {
        this.faces = faces;
    }

    /** After so many setbacks in a row before this one, ms. */
    long after(int setbacks) {
        return Math.min(
                faces.retryAfter().toMillis() << Math.min(setbacks, 10),
                faces.retryMax().toMillis());
    }

    /**
     * The agent went, and its face with it. Where agents come only to go, each would be paid a face: the first is free, then the
     * next one waits, twice as long each time.
     */
    void agentGone(Draft draft, boolean stayed) {
        var face = draft.face;
        var waits = face.againAt() > draft.now;
        var again = waits ? face.againAt() : 0;
        var setbacks = face.setbacks();
        if (!stayed && face.askedAt() > 0 && !draft.isTheAgents()) {
            if (setbacks > 0) again = draft.now + after(setbacks);
            setbacks++;
        }
        if (!waits) draft.reason = again > 0 ? Reason.AVATAR_LOST : null;
        draft.dropFace(again, setbacks);
    }
}
