package dev.understudy.backendlog;

import dev.understudy.host.HostSettings;
import java.util.List;

/** A host with one container that says what a test wants, real or simulated. */
public interface WatchedHost extends AutoCloseable {
    /** SSH's port on loopback. */
    int port();

    /** The account. */
    String user();

    /** How it is reached. */
    HostSettings settings();

    /** The container's name. */
    String container();

    /** The container that has the name says these lines. */
    void say(List<String> lines);

    /** Its process ends. */
    void stop();

    /** Its process starts again. */
    void start();

    /** It is removed, running or not. */
    void remove();

    /** Another one is made and started under the same name. */
    void run();

    @Override
    void close();
}
