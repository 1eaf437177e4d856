package dev.understudy.credential;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** What providers say of keys, from wherever it was heard: written down, told to people, and acted on where it must be. */
@Component("judgements")
public class Judgements {
    private static final Logger log = LoggerFactory.getLogger(Judgements.class);
    private final KeyRecords records;
    private final KeyWords words;
    private final Refusals refusals;
    private final RecentWords recent;
    private final KeyAlerts alerts;
    private final CheckSchedule schedule;
    private final ApplicationEventPublisher events;

    /** Writes to the store, tells people by alerts and the other parts by events. */
    Judgements(
            KeyRecords records,
            KeyWords words,
            Refusals refusals,
            RecentWords recent,
            KeyAlerts alerts,
            CheckSchedule schedule,
            ApplicationEventPublisher events) {
        this.records = records;
        this.words = words;
        this.refusals = refusals;
        this.recent = recent;
        this.alerts = alerts;
        this.schedule = schedule;
        this.events = events;
    }

    /**
     * A word on a key.
     *
     * @param provider whose
     * @param fingerprint of the key that was sent
     * @param verdict what it comes to
     * @param reason in our words, for people: {@code HTTP 401, Invalid access token}; never an answer as it came
     * @param source where it was heard
     */
    public record Word(Provider provider, String fingerprint, Verdict verdict, String reason, Source source) {}

    /**
     * Heard. A store that does not answer costs the word its place there, and nobody his session. A log does not say which key was
     * sent: its words judge none, but the provider is asked at once.
     *
     * @return whether the store has it
     */
    public boolean heard(Word word) {
        var isKept = recent.has(word) || (word.source() == Source.LOG ? hint(word) : note(word));
        var isBad = word.source() != Source.LOG && makesBad(word);
        events.publishEvent(new KeyJudged(word.provider(), word.fingerprint(), word.verdict(), word.source()));
        if (!isBad) return isKept;
        events.publishEvent(new KeyTurnedBad(word.provider(), word.fingerprint(), word.reason(), word.source()));
        attempt("alerts", alerts::tidy); // another key may be in its place by now
        return isKept;
    }

    /** Another key is in use: what people were told of the last one is over. */
    @EventListener
    void on(KeyPromoted promoted) {
        attempt("alerts", alerts::tidy);
    }

    private boolean hint(Word word) {
        return attempt("a line on a key", () -> {
            words.keep(word);
            recent.add(word);
            schedule.soon(word.provider());
        });
    }

    /** Whether it makes the key bad, or says once more that it is. */
    private boolean makesBad(Word word) {
        if (word.verdict() != Verdict.REJECTED) return false;
        return word.source() != Source.CHECK || refusals.isBad(word.provider(), word.fingerprint());
    }

    private boolean note(Word word) {
        return attempt("a word on a key", () -> {
            var staysLimited = records.judged(word);
            words.keep(word);
            recent.add(word);
            if (staysLimited) alerts.tidy();
            else alerts.review(word);
            if (isDoubtInUse(word)) schedule.soon(word.provider());
        });
    }

    /** A call that was refused, or whose refusal nobody can read: the provider is asked at once, so that no good key stays accused. */
    private static boolean isDoubtInUse(Word word) {
        return word.source() != Source.CHECK && word.verdict() != Verdict.VALID && word.verdict() != Verdict.LIMITED;
    }

    private static boolean attempt(String what, Runnable write) {
        try {
            write.run();
            return true;
        } catch (DataAccessException | TransactionException e) {
            log.warn("{} could not be written: {}", what, e.getClass().getSimpleName());
            return false;
        }
    }
}
