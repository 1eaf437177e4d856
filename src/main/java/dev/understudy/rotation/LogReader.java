package dev.understudy.rotation;

import java.time.Duration;

/** Whoever reads the containers' logs elsewhere: a rotation lets it read an old container's last lines before that is removed. */
public interface LogReader {
    /**
     * A container whose process has ended.
     *
     * @param host as people call it
     * @param container the configured name
     * @param id its full id
     * @param finishedAt when that was, as Docker writes it
     */
    record Ended(String host, String container, String id, String finishedAt) {}

    /** How long it is waited for at most; zero when nobody reads. */
    Duration patience();

    /** Whether it was read to its end. When not, it is read as soon as can be. */
    boolean isRead(Ended ended);

    /** Whether it saw the worker of that container register since its start; false when that is not known. */
    default boolean hasRegistered(String host, String id) {
        return false;
    }
}
