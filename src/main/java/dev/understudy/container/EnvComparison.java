package dev.understudy.container;

import dev.understudy.host.ComposeProject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A container's variables beside those of its env file. */
public final class EnvComparison {
    private final EnvReading reading;
    private final Map<String, String> environment;
    private final Set<String> images;
    private final Origin besides;

    /** Compares these. */
    public EnvComparison(Container container, Image image, EnvReading reading) {
        this.reading = reading;
        environment = container.environment();
        images = image.environment();
        besides = container.labels().containsKey(ComposeProject.PROJECT) ? Origin.COMPOSE : Origin.OPTION;
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
        var names = new TreeSet<>(reading.file().names());
        names.addAll(environment.keySet());
        var values = reading.file().entries();
        return names.stream().map(name -> compared(name, values)).toList();
    }

    private Compared compared(String name, Map<String, String> file) {
        var given = environment.get(name);
        if (given == null && reading.mountedAt() != null) return new Compared(name, Origin.MOUNTED_FILE, null);
        if (given == null) return new Compared(name, Origin.NONE, file.containsKey(name) ? false : null);
        var written = file.get(name);
        var same = written == null ? null : Boolean.valueOf(written.equals(given));
        if (Boolean.TRUE.equals(same)) return new Compared(name, Origin.ENV_FILE, true);
        return new Compared(name, images.contains(name + "=" + given) ? Origin.IMAGE : besides, same);
    }
}
