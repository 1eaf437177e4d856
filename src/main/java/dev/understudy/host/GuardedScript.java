package dev.understudy.host;

import java.util.Arrays;
import java.util.Optional;

/** Which of our scripts a guarded command runs: for who plays a host and has to do what they say. */
public enum GuardedScript {
    /** {@link EnvFileCommands#look()}. */
    LOOK(EnvFileCommands.LOOK),
    /** {@link EnvFileCommands#lock()}. */
    LOCK(EnvFileCommands.LOCK),
    /** {@link EnvFileCommands#snapshot()}. */
    SNAPSHOT(EnvFileCommands.SNAPSHOT),
    /** {@link EnvFileCommands#read()} and {@link EnvFileCommands#readStaged()}. */
    READ(EnvFileCommands.READ),
    /** {@link EnvFileCommands#upload}. */
    UPLOAD(EnvFileCommands.UPLOAD),
    /** {@link EnvFileCommands#commit}. */
    COMMIT(EnvFileCommands.COMMIT),
    /** {@link EnvFileCommands#restore}. */
    RESTORE(EnvFileCommands.RESTORE),
    /** {@link EnvFileCommands#clean()}. */
    CLEAN(EnvFileCommands.CLEAN),
    /** {@link EnvFileCommands#unlock()}. */
    UNLOCK(EnvFileCommands.UNLOCK),
    /** Those of {@link DockerCommands} that change something. */
    DOCKER(Guarded.RUN);

    private final String text;

    GuardedScript(String text) {
        this.text = text;
    }

    /** The one with this text, to the letter. */
    public static Optional<GuardedScript> of(String text) {
        return Arrays.stream(values())
                .filter(script -> script.text.equals(text))
                .findFirst();
    }

    /** Whether it changes something and asks first whose the lock is. */
    public boolean isFenced() {
        return text.contains(Guarded.FENCE);
    }
}
