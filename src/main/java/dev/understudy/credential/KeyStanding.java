package dev.understudy.credential;

import org.jspecify.annotations.Nullable;

/**
 * How a key stands, by all that was said of it; never the key.
 *
 * @param provider whose
 * @param fingerprint which
 * @param verdict the last one that said something; {@code UNKNOWN} when none did
 * @param reason with which words; empty when nothing was ever said
 * @param rejectedInARow refusals since the last good word; one in use counts twice
 * @param checkedAt when somebody was asked last, UTC ms; null for never
 * @param changedAt when slot or verdict became what they are, UTC ms
 * @param toldAt when it was judged last, UTC ms; null for never
 * @param isLimitedInUse whether a call for somebody found that it cannot pay, and none was answered well since
 */
record KeyStanding(
        Provider provider,
        String fingerprint,
        Verdict verdict,
        String reason,
        int rejectedInARow,
        @Nullable Long checkedAt,
        long changedAt,
        @Nullable Long toldAt,
        boolean isLimitedInUse) {
    /** So many refusals in a row, when asked, make a key bad. */
    static final int BAD = 2;

    /** Refused for good: people are told, and another key takes its place. */
    boolean isBad() {
        return verdict == Verdict.REJECTED && rejectedInARow >= BAD;
    }

    /** Refused once, which may be the provider's mistake. */
    boolean isDoubted() {
        return verdict == Verdict.REJECTED && rejectedInARow < BAD;
    }

    /** For how long nobody could say anything of it, ms. */
    long silentFor(long now) {
        return now - (toldAt == null ? changedAt : toldAt);
    }
}
