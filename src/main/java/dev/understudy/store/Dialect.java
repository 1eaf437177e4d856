package dev.understudy.store;

import java.util.Optional;

/** What differs between the two databases: how rows are claimed, and how others are kept from writing. */
public enum Dialect {
    /** One writer at a time: a claim needs no lock of its own. */
    SQLITE(""),
    /** Several nodes claim side by side: rows that another holds are passed over. */
    POSTGRESQL(" FOR UPDATE SKIP LOCKED");

    private final String skipLocked;

    Dialect(String skipLocked) {
        this.skipLocked = skipLocked;
    }

    /** The end of a claiming sub-select. */
    public String skipLocked() {
        return skipLocked;
    }

    /** What keeps all others from writing to a table until the transaction ends; nothing where there is one writer anyway. */
    public Optional<String> lockAgainstWriters(String table) {
        return this == SQLITE ? Optional.empty() : Optional.of("lock table " + table + " in exclusive mode");
    }
}
