package dev.understudy.avatar;

import dev.understudy.credential.KeyPromoted;
import dev.understudy.credential.Provider;
import dev.understudy.session.Nudges;
import dev.understudy.session.SessionState;
import dev.understudy.session.Sessions;
import dev.understudy.tavus.TrialWon;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Faces can be had again: sessions that wanted one and got none are looked at. */
@Component
class Upgrades {
    private static final Logger log = LoggerFactory.getLogger(Upgrades.class);
    private final Sessions sessions;
    private final Nudges nudges;

    Upgrades(Sessions sessions, Nudges nudges) {
        this.sessions = sessions;
        this.nudges = nudges;
    }

    /** Whether they get their faces now is the machine's to say ({@code understudy.avatar.upgrade}). */
    @EventListener
    void on(KeyPromoted promoted) {
        if (promoted.provider() == Provider.TAVUS) wake("Tavus's key is " + promoted.fingerprint() + " now");
    }

    /** While one session tried, the others were kept from asking. */
    @EventListener
    void on(TrialWon won) {
        wake("Tavus makes conversations again with the key " + won.fingerprint());
    }

    private void wake(String why) {
        try {
            var rooms = sessions.wake(Set.of(SessionState.AUDIO));
            log.info("{}; {} sessions in audio are looked at", why, rooms.size());
            nudges.rooms(rooms);
        } catch (DataAccessException | TransactionException e) {
            log.warn("{}, but nobody could be told: {}", why, e.getClass().getSimpleName()); // reconcile does
        }
    }
}
