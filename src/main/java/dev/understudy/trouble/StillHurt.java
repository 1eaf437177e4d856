package dev.understudy.trouble;

import dev.understudy.alert.AlertKind;
import dev.understudy.session.EndReason;
import dev.understudy.session.Reason;
import dev.understudy.session.Session;
import dev.understudy.session.SessionSettings;
import dev.understudy.session.SessionState;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whether a room's newest session is still without what it was without when it was hit. */
@Component
class StillHurt {
    private final SessionSettings settings;
    private final Clock clock;

    StillHurt(SessionSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    boolean is(AlertKind kind, Session session) {
        var reason = reason(kind);
        if (!session.state().isOpen()) return reason.isEmpty() && awaitsAnother(session);
        if (session.state() == SessionState.ENDING) return false;
        if (session.state() == SessionState.VIDEO) return isDoubtful(kind, session);
        if (reason.isPresent()) return session.reason() == reason.get();
        return !session.state().hasAgent() || kind == AlertKind.AGENT_KEEPS_LEAVING && !isSteady(session);
    }

    /** A face that is there: whether the agent speaks through it is seen by its word, and whether it stays by its staying. */
    private boolean isDoubtful(AlertKind kind, Session session) {
        var since = clock.millis() - session.command().toldAt();
        return kind == AlertKind.AGENT_DID_NOT_SWITCH && !session.command().acknowledged()
                || kind == AlertKind.AVATAR_LOST && since < settings.steady().toMillis()
                || kind == AlertKind.AGENT_KEEPS_LEAVING && !isSteady(session);
    }

    /** It failed, and another one follows while its user waits. */
    private static boolean awaitsAnother(Session session) {
        return session.state() == SessionState.FAILED && session.stamps().dueAt() != null;
    }

    /** One that has stayed says little where those before it had stayed, too, and crashed then. */
    private boolean isSteady(Session session) {
        var now = clock.millis();
        var crashes = session.casting().conduct().leaves() == 0 && Hurt.keepsLeaving(session, now);
        return !crashes
                && now - session.casting().joinedAt() >= settings.steady().toMillis();
    }

    /** The reason for audio that it is about; empty for those without an agent. */
    private static Optional<Reason> reason(AlertKind kind) {
        return Arrays.stream(Reason.values())
                .filter(reason -> Hurt.kind(reason).filter(kind::equals).isPresent())
                .findFirst();
    }

    /** Whether sessions are hit by it at all. */
    static boolean isOfSessions(AlertKind kind) {
        return reason(kind).isPresent()
                || Arrays.stream(EndReason.values())
                        .anyMatch(end -> Hurt.kind(end).filter(kind::equals).isPresent());
    }
}
