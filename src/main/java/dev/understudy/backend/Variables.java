package dev.understudy.backend;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.common.Problem;
import dev.understudy.common.Secret;
import dev.understudy.container.Container;
import dev.understudy.container.EnvComparison;
import dev.understudy.container.EnvComparison.Compared;
import dev.understudy.container.EnvReading;
import dev.understudy.container.Image;
import dev.understudy.credential.KeyPair;
import dev.understudy.credential.Keys;
import dev.understudy.credential.Provider;
import dev.understudy.envfile.EnvFile;
import dev.understudy.envfile.EnvFileRefused;
import dev.understudy.host.DockerCommands;
import dev.understudy.host.EnvFileCommands;
import dev.understudy.host.Workplace;
import dev.understudy.rotation.RotationSettings;
import dev.understudy.web.Reply;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Compares the variables that a container has with those of its env file and with our keys. Fingerprints only, of all of them. */
@Component("backendVariables")
public class Variables {
    private static final String ABSENT = "absent";
    private static final String LOOKING = "variables";
    private final Visits visits;
    private final Keys keys;
    private final RotationSettings settings;
    private final ObjectMapper json;

    /** Looks there, and at our keys, under the names that rotations write them with. */
    public Variables(Visits visits, Keys keys, RotationSettings settings, ObjectMapper json) {
        this.json = json;
        this.settings = settings;
        this.visits = visits;
        this.keys = keys;
    }

    /**
     * A variable.
     *
     * @param name its name
     * @param from how the container got it
     * @param inFile the fingerprint of its value in the env file, as the file's reader reads it, or "absent"
     * @param inContainer the same in the container
     * @param same whether the container has what the file says; null when the file says nothing of it, or the program reads it itself
     * @param isCurrentKey whether the container has the key that we would give it; null when it is no key of ours
     */
    public record View(
            String name,
            String from,
            String inFile,
            String inContainer,
            @Nullable Boolean same,
            @Nullable Boolean isCurrentKey) {}

    /** All of them by name; by whose rules the env file is read, and where it is mounted, if it is. */
    public record Comparison(
            String host,
            String container,
            String reader,
            @Nullable String mountedAt,
            List<View> variables) {}

    /** What the container was given, as its first process has it, whether it runs or not; and the env file as it is now. */
    public Reply compare(@ExchangeProperty("visit") Visit visit) {
        var container = visits.container(visit);
        var files = new EnvFileCommands(new Workplace(visit.target().envFile(), LOOKING));
        var bytes = visit.good(files.read(), "reading the env file").out();
        var image = image(visit, container);
        var reading = reading(visit, container, bytes);
        var file = reading.file();
        var views = new EnvComparison(container, image, reading)
                .all().stream().map(one -> view(one, file, container)).toList();
        return Reply.ok(new Comparison(
                visit.target().name(), visit.target().container(), file.reader().label(), reading.mountedAt(), views));
    }

    private Image image(Visit visit, Container container) {
        var answer = visit.good(DockerCommands.image(container.image()), "looking at the image");
        try {
            return Image.parse(answer.text(), json);
        } catch (IllegalArgumentException e) {
            throw Problem.of(502, "inspect-unreadable", "What Docker says cannot be understood", "It is no image.")
                    .refused();
        }
    }

    private View view(Compared one, EnvFile file, Container container) {
        var inside = Optional.ofNullable(container.environment().get(one.name()));
        return new View(
                one.name(),
                one.origin().code(),
                print(file.value(one.name())),
                print(inside),
                one.same(),
                isCurrent(one.name(), inside));
    }

    private @Nullable Boolean isCurrent(String name, Optional<String> inside) {
        var ours = ours(name);
        if (ours.isEmpty()) return null;
        return inside.map(Secret::of).filter(ours::equals).isPresent();
    }

    private Secret ours(String name) {
        return Arrays.stream(Provider.values())
                .filter(provider -> settings.variables(provider).contains(name))
                .findFirst()
                .map(provider -> ours(provider, name))
                .orElse(Secret.of(""));
    }

    private Secret ours(Provider provider, String name) {
        var key = keys.current(provider);
        if (provider != Provider.LIVEKIT) return key;
        var pair = KeyPair.of(key);
        return settings.variables(provider).indexOf(name) == 0 ? Secret.of(pair.name()) : pair.secret();
    }

    private static String print(Optional<String> value) {
        return value.map(text -> Secret.of(text).fingerprint()).orElse(ABSENT);
    }

    private EnvReading reading(Visit visit, Container container, byte[] bytes) {
        var keys = Arrays.stream(Provider.values())
                .flatMap(provider -> settings.variables(provider).stream())
                .filter(container.environment()::containsKey)
                .toList();
        try {
            return EnvReading.of(container, visit.target().envFile(), bytes, keys);
        } catch (EnvFileRefused e) {
            throw Problem.of(409, "env-file-refused", "The env file cannot be read", e.getMessage() + ".")
                    .refused();
        }
    }
}
