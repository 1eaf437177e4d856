package dev.understudy.credential;

import dev.understudy.common.IsoTime;
import dev.understudy.credential.SlotKeys.SlotKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keys as the API and JMX show them: fingerprints, slots and verdicts, never a value. */
@Component
public class CredentialViews {
    private static final int NEWEST = 100;
    private final SlotKeys slots;
    private final KeyStandings standings;
    private final KeyWords words;
    private final Moves moves;
    private final CheckSchedule schedule;

    /** Reads slots and store. */
    CredentialViews(SlotKeys slots, KeyStandings standings, KeyWords words, Moves moves, CheckSchedule schedule) {
        this.slots = slots;
        this.standings = standings;
        this.words = words;
        this.moves = moves;
        this.schedule = schedule;
    }

    /** A provider's keys; without a key nothing is due. Times are ISO-8601 in UTC with milliseconds. */
    public record View(
            String provider, List<SlotView> slots, @Nullable String nextCheckAt) {}

    /** A key in its slot. {@code since} is when slot or verdict became what they are. */
    public record SlotView(
            String slot,
            String fingerprint,
            String verdict,
            @Nullable String reason,
            @Nullable String checkedAt,
            @Nullable String since) {}

    /** A provider's keys with what was said of them and how they moved, the newest first. */
    public record Story(
            String provider,
            List<SlotView> slots,
            @Nullable String nextCheckAt,
            List<WordView> history,
            List<MoveView> moves) {}

    /** A key's move; {@code from} and {@code to} are null for no slot. */
    public record MoveView(
            String fingerprint,
            @Nullable String from,
            @Nullable String to,
            String who,
            String why,
            String at) {}

    /** A word on a key; its source is check, traffic, gateway or log. */
    public record WordView(String fingerprint, String verdict, String reason, String source, String at) {}

    /** Everybody's. */
    public List<View> all() {
        return Arrays.stream(Provider.values()).map(this::one).toList();
    }

    /** One provider's. */
    public View one(Provider provider) {
        var keys = slots.of(provider).stream().map(key -> slot(provider, key)).toList();
        var next = keys.isEmpty() ? Optional.<Long>empty() : schedule.next(provider);
        return new View(provider.wire(), keys, next.map(IsoTime::of).orElse(null));
    }

    /** One provider's, with their history. */
    public Story story(Provider provider) {
        var view = one(provider);
        var history = words.newest(provider, NEWEST).stream()
                .map(CredentialViews::word)
                .toList();
        var moved =
                moves.of(provider, NEWEST).stream().map(CredentialViews::move).toList();
        return new Story(view.provider(), view.slots(), view.nextCheckAt(), history, moved);
    }

    private SlotView slot(Provider provider, SlotKey key) {
        var fingerprint = key.key().fingerprint();
        return standings
                .find(provider, fingerprint)
                .map(known -> new SlotView(
                        key.slot().wire(),
                        fingerprint,
                        known.verdict().wire(),
                        known.reason().isEmpty() ? null : known.reason(),
                        known.checkedAt() == null ? null : IsoTime.of(known.checkedAt()),
                        IsoTime.of(known.changedAt())))
                .orElseGet(
                        () -> new SlotView(key.slot().wire(), fingerprint, Verdict.UNKNOWN.wire(), null, null, null));
    }

    private static MoveView move(Move move) {
        return new MoveView(
                move.fingerprint(), wire(move.from()), wire(move.to()), move.who(), move.why(), IsoTime.of(move.at()));
    }

    private static @Nullable String wire(@Nullable Slot slot) {
        return slot == null ? null : slot.wire();
    }

    private static WordView word(KeyWords.Heard heard) {
        var word = heard.word();
        return new WordView(
                word.fingerprint(),
                word.verdict().wire(),
                word.reason(),
                word.source().wire(),
                IsoTime.of(heard.at()));
    }
}
