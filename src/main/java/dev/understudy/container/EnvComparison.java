package dev.understudy.container;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A container's variables beside those of its env file. */
public final class EnvComparison {
    private final Container container;
    private final Image image;
    private final EnvReading reading;

    /** Compares these. */
    public EnvComparison(Container container, Image image, EnvReading reading) {
        this.container = container;
        this.image = image;
        this.reading = reading;
    }

    /**
     * A variable; no value is in it.
     *
     * @param name its name
     * @param origin how the container got it
     * @param same whether the file says what the container has; null when the file says nothing, is read by the program itself, or says what depends on other variables
     */
    public record Compared(
            String name, Origin origin, @Nullable Boolean same) {}

    /** All of both, by name. */
    public List<Compared> all() {
        var file = reading.file();
        var names = new TreeSet<>(file.names());
        names.addAll(container.environment().keySet());
        var values = file.entries();
        return names.stream().map(name -> compared(name, values)).toList();
    }

    private Compared compared(String name, Map<String, String> file) {
        var given = container.environment().get(name);
        if (given == null) {
            var isMounted =
                    reading.mountedAt() != null && reading.file().names().contains(name);
            return isMounted
                    ? new Compared(name, Origin.MOUNTED_FILE, null)
                    : new Compared(name, Origin.NONE, file.containsKey(name) ? false : null);
        }
        var written = file.get(name);
        if (written == null) return new Compared(name, isImages(name, given) ? Origin.IMAGE : besides(), null);
        var same = written.equals(given);
        return new Compared(name, same ? Origin.ENV_FILE : isImages(name, given) ? Origin.IMAGE : besides(), same);
    }

    private boolean isImages(String name, String value) {
        return image.environment().contains(name + "=" + value);
    }

    private Origin besides() {
        return container.labels().containsKey("com.docker.compose.project") ? Origin.COMPOSE : Origin.OPTION;
    }
}
