package dev.understudy.rotation;

import dev.understudy.container.Container;
import dev.understudy.container.EnvComparison;
import dev.understudy.container.EnvComparison.Compared;
import dev.understudy.container.EnvReading;
import dev.understudy.container.Image;
import dev.understudy.container.Origin;
import dev.understudy.rotation.EnvSeen.Difference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** A part of the step {@code look}: how the container got its variables, and in what its env file says otherwise. */
@Component
class LookingAtEnv {
    /** What a name may look like that is shown: by docker's rules a line of a private key can be one. */
    private static final Pattern SHOWN = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,47}");

    private final RotationSettings settings;

    LookingAtEnv(RotationSettings settings) {
        this.settings = settings;
    }

    EnvSeen at(Container container, Image image, EnvReading reading, EnvKey key) {
        var all = new EnvComparison(container, image, reading).all();
        var differences = all.stream()
                .filter(one -> !key.variables().contains(one.name()))
                .flatMap(one -> meaning(one).map(means -> new Difference(shown(one.name()), means.text())).stream())
                .distinct()
                .toList();
        return new EnvSeen(reading.file().reader(), reading.mountedAt(), differences, null);
    }

    /** In a few words, the names by what becomes of them. */
    static String line(EnvSeen seen) {
        Map<String, List<String>> byMeaning = seen.differences().stream()
                .collect(Collectors.groupingBy(
                        Difference::meaning, TreeMap::new, Collectors.mapping(Difference::name, Collectors.toList())));
        var mounted = seen.mountedAt() == null ? "" : ", mounted at " + seen.mountedAt();
        return "; the env file is read as " + seen.reader().label() + " does" + mounted
                + byMeaning.entrySet().stream()
                        .map(each -> "; " + String.join(", ", each.getValue()) + ": " + each.getKey())
                        .collect(Collectors.joining());
    }

    private Optional<EnvMeaning> meaning(Compared one) {
        var isFiles = settings.env() == RotationSettings.Env.FILE;
        if (one.origin() == Origin.NONE) return Optional.of(isFiles ? EnvMeaning.ADDED : EnvMeaning.LEFT_OUT);
        if (Boolean.FALSE.equals(one.same())) return Optional.of(isFiles ? EnvMeaning.TAKEN : EnvMeaning.KEPT);
        var isBesides = one.same() == null && (one.origin() == Origin.OPTION || one.origin() == Origin.COMPOSE);
        return isBesides ? Optional.of(EnvMeaning.BESIDES) : Optional.empty();
    }

    private static String shown(String name) {
        return SHOWN.matcher(name).matches() ? name : "(a name that is not shown)";
    }
}
