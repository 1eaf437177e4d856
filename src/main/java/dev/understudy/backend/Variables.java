package dev.understudy.backend;

import dev.understudy.common.Problem;
import dev.understudy.common.Secret;
import dev.understudy.container.Container;
import dev.understudy.credential.KeyPair;
import dev.understudy.credential.Keys;
import dev.understudy.credential.Provider;
import dev.understudy.envfile.EnvFile;
import dev.understudy.envfile.EnvFileRefused;
import dev.understudy.host.EnvFileCommands;
import dev.understudy.host.Workplace;
import dev.understudy.rotation.RotationSettings;
import dev.understudy.web.Reply;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
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

    /** Looks there, and at our keys, under the names that rotations write them with. */
    public Variables(Visits visits, Keys keys, RotationSettings settings) {
        this.settings = settings;
        this.visits = visits;
        this.keys = keys;
    }

    /**
     * A variable.
     *
     * @param name its name
     * @param inFile the fingerprint of its value in the env file, or "absent"
     * @param inContainer the same in the container
     * @param same whether the container has what the file says; null when the file says nothing of it
     * @param isCurrentKey whether the container has the key that we would give it; null when it is no key of ours
     */
    public record View(
            String name,
            String inFile,
            String inContainer,
            @Nullable Boolean same,
            @Nullable Boolean isCurrentKey) {}

    /** All of them by name. */
    public record Comparison(String host, String container, List<View> variables) {}

    /** What the container was given, as its first process has it, whether it runs or not; and the env file as it is now. */
    public Reply compare(@ExchangeProperty("visit") Visit visit) {
        var container = visits.container(visit);
        var files = new EnvFileCommands(new Workplace(visit.target().envFile(), LOOKING));
        var file = parsed(visit.good(files.read(), "reading the env file").out());
        var names = new TreeSet<>(file.entries().keySet());
        names.addAll(container.environment().keySet());
        var views = names.stream().map(name -> view(name, file, container)).toList();
        return Reply.ok(new Comparison(visit.target().name(), visit.target().container(), views));
    }

    private View view(String name, EnvFile file, Container container) {
        var inside = Optional.ofNullable(container.environment().get(name));
        var given = isCompose(container) ? file.unquoted(name) : file.value(name);
        return new View(
                name,
                print(given),
                print(inside),
                given.isEmpty() ? null : given.equals(inside),
                isCurrent(name, inside));
    }

    /** Compose takes quotes away, Docker does not. */
    private static boolean isCompose(Container container) {
        return container.labels().containsKey("com.docker.compose.project");
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

    private static EnvFile parsed(byte[] bytes) {
        try {
            return EnvFile.parse(bytes);
        } catch (EnvFileRefused e) {
            throw Problem.of(409, "env-file-refused", "The env file cannot be read", e.getMessage() + ".")
                    .refused();
        }
    }
}
