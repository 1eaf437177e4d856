package dev.understudy.session;

import dev.understudy.store.Dialect;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What is done about sessions from time to time. */
@Component("sessionCare")
public class SessionCare {
    private static final Logger log = LoggerFactory.getLogger(SessionCare.class);
    private static final int MOST = 200;
    private static final Duration KEPT = Duration.ofDays(30);
    private final Sessions sessions;
    private final Chores chores;
    private final ConversationLedger conversations;
    private final SessionSettings settings;
    private final Dialect dialect;
    private final Clock clock;

    /** Cares for these. */
    public SessionCare(
            Sessions sessions,
            Chores chores,
            ConversationLedger conversations,
            SessionSettings settings,
            Dialect dialect,
            Clock clock) {
        this.sessions = sessions;
        this.chores = chores;
        this.conversations = conversations;
        this.settings = settings;
        this.dialect = dialect;
        this.clock = clock;
    }

    /** Claims what is due; gives the rooms. */
    public List<String> claimDue() {
        return sessions.claimDue(MOST, settings.lease().toMillis());
    }

    /** Forgets what has been over for a month. */
    public void forget() {
        var before = clock.millis() - KEPT.toMillis();
        conversations.forget(before);
        var forgotten = sessions.forget(before);
        if (forgotten > 0) log.info("{} sessions that were over for a month are forgotten", forgotten);
    }

    /** A file has one process: what an earlier one was at when it was killed is free again. */
    @EventListener(ApplicationStartedEvent.class)
    void releaseAfterCrash() {
        if (dialect != Dialect.SQLITE) return;
        chores.release();
        sessions.release();
    }
}
