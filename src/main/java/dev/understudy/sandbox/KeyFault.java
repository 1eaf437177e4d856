package dev.understudy.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a simulated provider thinks of a key. */
enum KeyFault {
    /** It is taken. */
    VALID,
    /** The provider has withdrawn it: every call is refused. */
    REVOKED,
    /** It is alive, but lacks a permission, or its account cannot pay. */
    LIMITED;

    /** All that there are, in words. */
    static String names() {
        return "There are "
                + String.join(", ", Arrays.stream(values()).map(KeyFault::wire).toList()) + ".";
    }

    /** As it is written in {@code PUT /sandbox/faults}. */
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of that name; empty when there is none. */
    static Optional<KeyFault> named(String wire) {
        return Arrays.stream(values())
                .filter(fault -> fault.wire().equals(wire))
                .findFirst();
    }
}
