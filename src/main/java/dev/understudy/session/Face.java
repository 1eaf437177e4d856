package dev.understudy.session;

import org.jspecify.annotations.Nullable;

/**
 * The avatar of a session: asked for, in the room, or refused.
 *
 * @param tries counts the conversations asked for; part of the conversation's name and of the avatar's identity
 * @param identity the avatar's identity of this try; null when none is wanted
 * @param conversationId Tavus's id; null while not known
 * @param key fingerprint of the key it was asked with; null when not asked
 * @param askedAt when this try began, UTC ms; 0 when none is going on
 * @param unsure whether a request was sent whose answer was lost: it must not be repeated, its conversation only be looked for
 * @param againAt before when not to ask again, UTC ms
 * @param setbacks refusals and losses in a row that have a waiting time of their own
 */
public record Face(
        int tries,
        @Nullable String identity,
        @Nullable String conversationId,
        @Nullable String key,
        long askedAt,
        boolean unsure,
        long againAt,
        int setbacks) {

    /** Never asked for. */
    public static final Face NONE = new Face(0, null, null, null, 0, false, 0, 0);

    Face asked(String who, long now) {
        return new Face(tries + 1, who, null, null, now, false, 0, setbacks);
    }

    /**
     * The agent asks itself. Only its own call hears the answer: everybody else may look for the conversation, from that time on,
     * and nobody but the call may make it.
     */
    Face askedByAgent(String who, long now, long lookAt) {
        return new Face(tries + 1, who, null, null, now, true, lookAt, setbacks);
    }

    /** The agent's own call was answered: there is nothing to look for any more. */
    Face answered(String conversation, String fingerprint) {
        return new Face(tries, identity, conversation, fingerprint, askedAt, false, 0, setbacks);
    }

    Face created(String conversation, String fingerprint) {
        return new Face(tries, identity, conversation, fingerprint, askedAt, unsure, 0, setbacks);
    }

    Face unsureUntil(long again) {
        return new Face(tries, identity, conversationId, key, askedAt, true, again, setbacks);
    }

    Face again(long at) {
        return new Face(tries, identity, conversationId, key, askedAt, unsure, at, setbacks);
    }

    /** The avatar is seen: what went wrong before does not count any more. */
    Face seen(String who) {
        return new Face(tries, who, conversationId, key, askedAt, false, 0, setbacks);
    }

    /** Tavus said no: there is no conversation to end. */
    Face refused() {
        return new Face(tries, identity, null, key, 0, false, againAt, setbacks);
    }

    /** No avatar any more; to be asked for again at that time. */
    Face dropped(long again, int setbackCount) {
        return new Face(tries, null, null, null, 0, false, again, setbackCount);
    }
}
