package dev.understudy.rotation;

import dev.understudy.envfile.EnvReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of a container's variables and of its env file.
 *
 * @param reader by whose rules the file is read
 * @param mountedAt where the file is inside the container; null when it is not mounted
 * @param differences between the two, but for the key
 * @param interimId of the container that was verified with the staged file and is followed by another; null when there is none
 */
public record EnvSeen(
        EnvReader reader,
        @Nullable String mountedAt,
        List<Difference> differences,
        @Nullable String interimId) {
    static final EnvSeen NOTHING = new EnvSeen(EnvReader.DOCKER, null, List.of(), null);

    /**
     * A variable of which file and container say different things; no value is in it.
     *
     * @param name the variable's
     * @param meaning what becomes of it
     */
    public record Difference(String name, String meaning) {}

    /** Whether the program reads the env file itself. */
    boolean isMounted() {
        return mountedAt != null;
    }

    EnvSeen interim(@Nullable String id) {
        return new EnvSeen(reader, mountedAt, differences, id);
    }
}
