package dev.understudy.store;

/** What differs between the two databases: only how rows are claimed. */
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
}
