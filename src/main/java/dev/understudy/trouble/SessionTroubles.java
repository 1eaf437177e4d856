package dev.understudy.trouble;

import dev.understudy.alert.AlertKind;
import dev.understudy.alert.AlertSign;
import dev.understudy.alert.AlertSigns;
import dev.understudy.alert.AlertSigns.Hit;
import dev.understudy.session.Session;
import dev.understudy.session.SessionChanged;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Writes down, at each change of a session, whom it hurts; and, while anybody is hurt, what goes well. */
@Component
class SessionTroubles {
    private static final Logger log = LoggerFactory.getLogger(SessionTroubles.class);
    private final AlertSigns signs;
    /** What is in the store, as far as this node knows: in good times nothing is written. */
    private final Set<AlertKind> hurting = ConcurrentHashMap.newKeySet();

    SessionTroubles(AlertSigns signs) {
        this.signs = signs;
    }

    /** What cannot be written costs the session nothing: the next hit is written. */
    @EventListener
    void on(SessionChanged changed) {
        var hurt = Hurt.of(changed.change());
        try {
            for (var kind : hurt.hits()) hit(kind, hurt.after());
            for (var kind : hurt.wells())
                if (hurting.contains(kind)) signs.well(kind, Hurt.subject(kind, hurt.after()));
        } catch (DataAccessException | TransactionException e) {
            log.warn("whom it hurts could not be written: {}", e.getClass().getSimpleName());
        }
    }

    /** These are all that are in the store. */
    void know(List<AlertSign> all) {
        var kinds = all.stream().map(AlertSign::kind).collect(Collectors.toSet());
        hurting.addAll(kinds);
        hurting.retainAll(kinds);
    }

    private void hit(AlertKind kind, Session session) {
        hurting.add(kind);
        var weight = kind == AlertKind.AGENT_KEEPS_LEAVING ? Hurt.LEAVES : 1;
        signs.hit(
                kind, Hurt.subject(kind, session), new Hit(session.id(), session.room(), words(kind, session), weight));
    }

    private static String words(AlertKind kind, Session session) {
        var words = kind.words().orElseThrow();
        return Hurt.isByAgent(kind) ? words + " (" + session.plan().agentName() + ")" : words;
    }
}
