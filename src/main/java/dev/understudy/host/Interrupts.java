package dev.understudy.host;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;

/** MINA takes a thread's interruption away and says so by an exception. */
final class Interrupts {
    private Interrupts() {}

    /** Gives the interruption back to the thread, if this is one. */
    static void keep(Exception e) {
        if (e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException))
            Thread.currentThread().interrupt();
    }
}
