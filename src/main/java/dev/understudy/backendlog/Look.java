package dev.understudy.backendlog;

import dev.understudy.rotation.RotationSettings.Target;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One look at a configured container and at those that it replaced, while it is under way; in memory only. */
public final class Look {
    private final Target target;
    private final String client;
    private final @Nullable String wanted;
    private final Deque<ReadLog> toRead = new ArrayDeque<>();
    private @Nullable ReadLog current;
    private int answers;

    Look(Target target, String client, @Nullable String wanted) {
        this.target = target;
        this.client = client;
        this.wanted = wanted;
    }

    /** {@code user@address:port}, as it stands in camel-ssh's addresses. For the route. */
    public String getAddress() {
        var address = target.address();
        return target.user() + "@" + (address.contains(":") ? "[" + address + "]" : address) + ":" + target.port();
    }

    /** The name of the registered client of that host. For the route. */
    public String getClient() {
        return client;
    }

    /** Whether there is a log to be read. For the route. */
    public boolean isReading() {
        return !toRead.isEmpty();
    }

    Target target() {
        return target;
    }

    /** The id of a container whose last lines somebody waits for; null for none. */
    @Nullable
    String wanted() {
        return wanted;
    }

    /** The container that has the configured name; null while that is not known, and when none has. */
    @Nullable
    ReadLog current() {
        return current;
    }

    void current(ReadLog log) {
        current = log;
    }

    void toRead(ReadLog log) {
        toRead.add(log);
    }

    /** The log that is to be read. Not by the name of {@link #isReading}: Camel takes both for the same question. */
    ReadLog next() {
        return Objects.requireNonNull(toRead.peek(), "nothing is to be read");
    }

    /** So many answers of it were read. */
    int answers() {
        return answers;
    }

    /** There is more of it to read. */
    void goOn(ReadLog log) {
        answers++;
        toRead.pop();
        toRead.push(log);
        keep(log);
    }

    /** It was read. */
    void read(ReadLog log) {
        answers = 0;
        toRead.pop();
        keep(log);
    }

    private void keep(ReadLog log) {
        if (current != null && current.seen().id().equals(log.seen().id())) current = log;
    }

    @Override
    public String toString() {
        return "a look at " + target.container() + " on " + target.name();
    }
}
