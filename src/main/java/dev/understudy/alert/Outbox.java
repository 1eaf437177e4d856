package dev.understudy.alert;

/** Where it is written down that people are to be told; called inside the transaction that raises or clears. */
interface Outbox {
    /** Nobody is told but the log. */
    Outbox NOBODY = (alert, event) -> {};

    /** To be told to everyone. */
    void write(Alert alert, AlertEvent event);
}
