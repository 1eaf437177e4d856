package dev.understudy.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.common.Secret;
import dev.understudy.session.Session;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call through the gateway on its way from bean to bean: what is asked, of whom, with which key, and what came of it. */
public final class Call {
    private final long startedAt;
    private final ObjectNode asked;
    private final @Nullable AvatarPass pass;
    private @Nullable Session session;
    private @Nullable Request request;
    private Secret key = Secret.of("");
    private Answer answer = Answer.none(Answer.Kind.UNSURE);
    private @Nullable Secret next;
    private boolean anotherKey;
    private boolean done;
    private boolean inTurn;

    /**
     * A request to Tavus, kept so that it can be sent once more with another key.
     *
     * @param method GET or POST
     * @param path below {@code /v2}
     * @param query without {@code ?}; null for none
     * @param body JSON; null for none
     */
    record Request(
            String method,
            String path,
            @Nullable String query,
            @Nullable String body) {
        boolean creates() {
            return body != null;
        }

        boolean reads() {
            return method.equals("GET");
        }
    }

    Call(long startedAt, ObjectNode asked, @Nullable AvatarPass pass) {
        this.startedAt = startedAt;
        this.asked = asked;
        this.pass = pass;
    }

    /** Whether the session has a conversation that we know. */
    public boolean isKnown() {
        return session != null && session.face().conversationId() != null;
    }

    /** Whether somebody has asked for the session's conversation, and nobody knows what came of it. */
    public boolean isMaybe() {
        return session != null && session.face().askedAt() > 0 && !isKnown();
    }

    /** Whether the known conversation is the very one that is asked for: that avatar, under that identity. */
    public boolean isSameFace() {
        return pass().identity().equals(session().face().identity());
    }

    /** Whether there is another key to try after the first was refused. */
    public boolean isAnotherKey() {
        return anotherKey;
    }

    /** Whether the answer is what the caller gets; nothing more is asked then. */
    public boolean isDone() {
        return done;
    }

    boolean isInTurn() {
        return inTurn;
    }

    long startedAt() {
        return startedAt;
    }

    ObjectNode asked() {
        return asked;
    }

    AvatarPass pass() {
        if (pass == null) throw new IllegalStateException("this call brings no token");
        return pass;
    }

    Session session() {
        if (session == null) throw new IllegalStateException("this call has no session");
        return session;
    }

    Request request() {
        if (request == null) throw new IllegalStateException("nothing is asked yet");
        return request;
    }

    Secret key() {
        return key;
    }

    Answer answer() {
        return answer;
    }

    void takesTurn() {
        inTurn = true;
    }

    void isOf(Session found) {
        session = found;
    }

    void asks(Request what) {
        request = what;
        next = null;
        anotherKey = false;
    }

    void with(Secret current) {
        key = current;
    }

    /** The key was refused; this one may be tried instead, when there is one. */
    void mayTry(@Nullable Secret other) {
        next = other;
    }

    Optional<Secret> next() {
        return Optional.ofNullable(next);
    }

    void once(Secret more) {
        key = more;
        anotherKey = true;
    }

    void hears(Answer what) {
        answer = what;
    }

    void end() {
        done = true;
    }
}
