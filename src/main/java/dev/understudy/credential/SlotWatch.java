package dev.understudy.credential;

import dev.understudy.alert.AlertKind;
import dev.understudy.alert.Alerts;
import dev.understudy.common.Refused;
import java.time.Clock;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Follows the secrets file: what somebody edited, what another node did, and what a crash kept from being done is written down
 * and acted on, as if it had been done here.
 */
@Component("slotWatch")
public class SlotWatch {
    private static final Logger log = LoggerFactory.getLogger(SlotWatch.class);
    /** A file that could not be written is tried again after that, ms. */
    private static final long AGAIN_MS = 10_000;

    private final Keys keys;
    private final Moves moves;
    private final Refusals refusals;
    private final Failover failover;
    private final Alerts alerts;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Map<Provider, Seen> last = new EnumMap<>(Provider.class);
    private final Map<Provider, Long> tryAgainAt = new EnumMap<>(Provider.class);
    private final Set<Provider> troubled = EnumSet.noneOf(Provider.class);

    /** Looks at every provider's keys. */
    public SlotWatch(
            Keys keys,
            Moves moves,
            Refusals refusals,
            Failover failover,
            Alerts alerts,
            ApplicationEventPublisher events,
            Clock clock) {
        this.keys = keys;
        this.moves = moves;
        this.refusals = refusals;
        this.failover = failover;
        this.alerts = alerts;
        this.events = events;
        this.clock = clock;
    }

    /** What this node saw last: the current key, which may be a configured one, and the file's slots. */
    private record Seen(String current, Map<String, Slot> slots) {}

    /** Looks once; costs a look at the file while nothing has changed and no standby key waits. */
    public synchronized void look() {
        for (var provider : Provider.values()) attempt(provider);
    }

    /** What is wrong with one provider's keys keeps no other's from being looked at. */
    private void attempt(Provider provider) {
        try {
            look(provider);
            troubled.remove(provider);
        } catch (Refused | DataAccessException | TransactionException e) {
            if (troubled.add(provider))
                log.warn(
                        "{}'s slots cannot be followed: {}",
                        provider.wire(),
                        e.getClass().getSimpleName());
        }
    }

    private void look(Provider provider) {
        replaceBad(provider);
        var current = keys.currentNow(provider);
        var now = new Seen(current.fingerprint(), keys.slots(provider));
        var before = last.get(provider);
        if (now.equals(before)) return;
        keys.settle(provider);
        review(provider);
        if (before != null && !before.current().equals(now.current()) && !current.isEmpty())
            events.publishEvent(new KeyPromoted(provider, now.current(), "it is in the secrets file"));
        last.put(provider, now);
    }

    /** The current key was found bad while there was no standby key; now there is one, or a crash kept it from taking over. */
    private void replaceBad(Provider provider) {
        var current = keys.currentNow(provider).fingerprint();
        if (keys.standby(provider).isEmpty() || !refusals.isBad(provider, current)) wellAgain(provider);
        else if (clock.millis() >= tryAgainAt.getOrDefault(provider, 0L)
                && !failover.replace(provider, current, "its provider refuses the other key"))
            tryAgainAt.put(provider, clock.millis() + AGAIN_MS);
    }

    /** Nothing is to be moved, so nothing keeps it from being moved. */
    private void wellAgain(Provider provider) {
        var wasStuck = tryAgainAt.remove(provider) != null || !last.containsKey(provider);
        if (wasStuck) alerts.clear(AlertKind.SECRETS_NOT_WRITABLE, provider.wire());
    }

    /** Whether people have to see to a new standby key: while the one that took over is the current one, and no other stands by. */
    private void review(Provider provider) {
        var subject = provider.wire();
        var used = keys.standby(provider).isPresent()
                ? Optional.<Move>empty()
                : moves.standbyUsed(provider).filter(move -> isCurrent(provider, move.fingerprint()));
        if (used.isEmpty()) alerts.clear(AlertKind.STANDBY_USED, subject);
        else if (!alerts.isOpen(AlertKind.STANDBY_USED, subject))
            alerts.raise(
                    AlertKind.STANDBY_USED,
                    subject,
                    Failover.told(used.get().fingerprint(), used.get().why()));
    }

    private boolean isCurrent(Provider provider, String fingerprint) {
        return keys.currentNow(provider).fingerprint().equals(fingerprint);
    }
}
