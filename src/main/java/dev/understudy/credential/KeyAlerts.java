package dev.understudy.credential;

import dev.understudy.alert.AlertKind;
import dev.understudy.alert.Alerts;
import dev.understudy.common.IsoTime;
import dev.understudy.credential.Judgements.Word;
import dev.understudy.credential.SlotKeys.SlotKey;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells people of keys that sessions are served with, or would be next: refused, limited, or not judged for long. */
@Component
class KeyAlerts {
    private static final String SUBJECT = "key ";
    private static final Set<AlertKind> KINDS = kinds();
    private final Alerts alerts;
    private final SlotKeys slots;
    private final KeyStandings standings;
    private final CheckSettings settings;
    private final Clock clock;

    KeyAlerts(Alerts alerts, SlotKeys slots, KeyStandings standings, CheckSettings settings, Clock clock) {
        this.alerts = alerts;
        this.slots = slots;
        this.standings = standings;
        this.settings = settings;
        this.clock = clock;
    }

    /** After a word on a key: raises what it means, clears what it ends. */
    void review(Word word) {
        var slot = slot(word);
        var standing = standings.find(word.provider(), word.fingerprint());
        if (slot.isPresent() && standing.isPresent()) raise(word, slot.get(), standing.get());
        if (word.verdict() != Verdict.UNKNOWN) clear(word);
        tidy();
    }

    /** Clears what was raised here for keys that serve nobody any more; what the log watch raised of a container is its own. */
    void tidy() {
        var used = Arrays.stream(Provider.values())
                .flatMap(provider -> slots.of(provider).stream())
                .filter(KeyAlerts::isUsed)
                .map(each -> SUBJECT + each.key().fingerprint())
                .collect(Collectors.toSet());
        alerts.open().stream()
                .filter(alert -> KINDS.contains(alert.kind())
                        && alert.subject().startsWith(SUBJECT)
                        && !used.contains(alert.subject()))
                .forEach(alert -> alerts.clear(alert.kind(), alert.subject()));
    }

    private void raise(Word word, Slot slot, KeyStanding standing) {
        var key = word.provider().wire() + "'s " + slot.wire() + " key";
        var said = " (" + standing.reason() + ") since " + IsoTime.of(standing.changedAt());
        var subject = SUBJECT + word.fingerprint();
        if (word.verdict() == Verdict.REJECTED && standing.isBad())
            alerts.raise(
                    rejected(word.provider()),
                    subject,
                    key + " is refused" + said + ". " + next(word.provider(), slot));
        if (word.verdict() == Verdict.LIMITED)
            alerts.raise(
                    AlertKind.KEY_LIMITED,
                    subject,
                    key + " is alive and limited" + said + ". See to its account, credits and scopes.");
        if (word.verdict() == Verdict.UNKNOWN && slot == Slot.CURRENT && isOverdue(standing))
            alerts.raise(
                    AlertKind.KEY_NOT_CHECKED,
                    subject,
                    "nobody could say for " + standing.silentFor(clock.millis()) / 60_000 + " minutes whether " + key
                            + " is good (" + word.reason() + "). Look at the way to the provider.");
    }

    private void clear(Word word) {
        var subject = SUBJECT + word.fingerprint();
        alerts.clear(AlertKind.KEY_NOT_CHECKED, subject);
        if (word.verdict() != Verdict.REJECTED) alerts.clear(rejected(word.provider()), subject);
        if (word.verdict() != Verdict.LIMITED) alerts.clear(AlertKind.KEY_LIMITED, subject);
    }

    private boolean isOverdue(KeyStanding standing) {
        return standing.silentFor(clock.millis()) >= settings.unknownAfter().toMillis();
    }

    private Optional<Slot> slot(Word word) {
        return slots.of(word.provider()).stream()
                .filter(each -> isUsed(each) && each.key().fingerprint().equals(word.fingerprint()))
                .map(SlotKey::slot)
                .findFirst();
    }

    private String next(Provider provider, Slot slot) {
        if (slot == Slot.STANDBY) return "Give another one: PUT /api/credentials/" + provider.wire() + "/standby.";
        var hasStandby = slots.of(provider).stream().anyMatch(each -> each.slot() == Slot.STANDBY);
        return hasStandby
                ? "The standby key takes its place."
                : "There is no standby key: rotate to a good one, POST /api/rotations.";
    }

    private static boolean isUsed(SlotKey key) {
        return key.slot() != Slot.PREVIOUS;
    }

    private static AlertKind rejected(Provider provider) {
        return AlertKind.valueOf(provider.name() + "_KEY_REJECTED");
    }

    private static Set<AlertKind> kinds() {
        var kinds = Arrays.stream(Provider.values()).map(KeyAlerts::rejected).collect(Collectors.toSet());
        kinds.addAll(Set.of(AlertKind.KEY_LIMITED, AlertKind.KEY_NOT_CHECKED));
        return kinds;
    }
}
