package dev.understudy.credential;

import org.springframework.stereotype.Component;

/** What providers say of keys, from wherever it was heard: written down, and acted on where it must be. */
@Component("judgements")
public class Judgements {
    private final KeyRecords records;

    /** Writes to the store. */
    public Judgements(KeyRecords records) {
        this.records = records;
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

    /** Heard. */
    public void heard(Word word) {
        records.judged(word.provider(), word.fingerprint(), word.verdict());
    }
}
