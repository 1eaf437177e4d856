package dev.understudy.container;

import dev.understudy.envfile.EnvFile;
import dev.understudy.envfile.EnvFileRefused;
import dev.understudy.envfile.EnvReader;
import dev.understudy.host.ComposeProject;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * By whose rules a container's env file is read: Compose says so on its containers; of others the container's own values tell whether
 * {@code docker run --env-file} read the file, or a program that knows quotes.
 *
 * @param file the env file, as its reader reads it
 * @param mountedAt where the file is inside the container; null when it is not mounted
 */
public record EnvReading(EnvFile file, @Nullable String mountedAt) {
    /**
     * Reads it.
     *
     * @param path the env file's on the host, absolute
     * @param keys the variables whose values tell the reader
     * @throws EnvFileRefused for what its reader would not take
     */
    public static EnvReading of(Container container, String path, byte[] bytes, List<String> keys) {
        var mountedAt = container.inside(path).orElse(null);
        return new EnvReading(file(container, bytes, keys, mountedAt != null), mountedAt);
    }

    /** The reader of a container that Compose made; its containers have had the version since 1.x. */
    public static EnvReader compose(Container container) {
        return container.labels().getOrDefault(ComposeProject.VERSION, "1").startsWith("1")
                ? EnvReader.COMPOSE_1
                : EnvReader.COMPOSE_2;
    }

    private static EnvFile file(Container container, byte[] bytes, List<String> keys, boolean isMounted) {
        if (container.labels().containsKey(ComposeProject.PROJECT)) return EnvFile.parse(bytes, compose(container));
        var dotenv = EnvFile.parse(bytes, EnvReader.DOTENV);
        try {
            var docker = EnvFile.parse(bytes);
            if (has(container, keys, docker)) return docker;
            return isMounted || has(container, keys, dotenv) ? dotenv : docker;
        } catch (EnvFileRefused e) {
            if (isMounted) return dotenv;
            throw e;
        }
    }

    private static boolean has(Container container, List<String> keys, EnvFile file) {
        Function<String, @Nullable String> inside = container.environment()::get;
        return keys.stream().allMatch(key -> file.value(key)
                .filter(value -> value.equals(inside.apply(key)))
                .isPresent());
    }
}
