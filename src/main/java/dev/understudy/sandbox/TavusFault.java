package dev.understudy.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be wrong with Tavus; one at a time. */
enum TavusFault {
    /** All is well; revoked keys are good again. */
    NONE {
        @Override
        void strike(FakeTavusKeys keys) {
            keys.forgive();
        }
    },
    /** The key in use at this moment is refused from now on (401); others still work. */
    REVOKED {
        @Override
        void strike(FakeTavusKeys keys) {
            keys.revokeKeyInUse();
        }
    },
    /** Creating a conversation is answered 402. */
    OUT_OF_CREDITS,
    /** Creating a conversation is answered 400, the account's concurrent conversations are used up. */
    FULL,
    /** Creating a conversation is answered after 30 s; it is created and listed at once all the same, its avatar as late. */
    SLOW,
    /** Every call is answered 503. */
    DOWN,
    /** A conversation is created, its avatar never joins. */
    NO_SHOW;

    /** Does what has to be done at the moment when the fault is set. */
    void strike(FakeTavusKeys keys) {}

    /** All that there are, in words. */
    static String names() {
        return "There are "
                + String.join(
                        ", ", Arrays.stream(values()).map(TavusFault::wire).toList()) + ".";
    }

    /** As it is written in {@code PUT /sandbox/faults}, for example {@code out-of-credits}. */
    String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The fault of that name; empty when there is none. */
    static Optional<TavusFault> named(String wire) {
        return Arrays.stream(values())
                .filter(fault -> fault.wire().equals(wire))
                .findFirst();
    }
}
