package dev.understudy.container;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A service as {@code compose config} prints it, of which the environment counts. Secret: {@code toString()} says nothing of it. */
public final class ComposedEnvironment {
    private static final int LONGEST = 4 << 20;
    private static final int MOST_ALIASES = 1_000;
    /** What compose puts in by itself from the proxies of the account that calls it; no file says so. */
    private static final Set<String> PROXIES =
            Set.of("HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY", "ALL_PROXY");

    private final Map<String, Optional<String>> environment;

    private ComposedEnvironment(Map<String, Optional<String>> environment) {
        this.environment = environment;
    }

    /**
     * Reads what the command printed.
     *
     * @throws IllegalArgumentException when it is anything else, or has no such service; the message quotes nothing of it
     */
    public static ComposedEnvironment parse(String printed, String service) {
        var options = new LoaderOptions();
        options.setCodePointLimit(LONGEST);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        try {
            var root = new Yaml(new SafeConstructor(options)).compose(new StringReader(printed));
            var services = member(root, "services");
            var found = member(services, service);
            if (found == null)
                throw new IllegalArgumentException("compose's files do not have the service " + service + " any more");
            return new ComposedEnvironment(environment(member(found, "environment")));
        } catch (YAMLException e) {
            throw new IllegalArgumentException("what compose printed is no YAML");
        }
    }

    /** Its value of a variable; empty when it has none. Secret. */
    public Optional<String> value(String name) {
        return environment.getOrDefault(name, Optional.empty());
    }

    /** All that have a value, in order. Secret. */
    public Map<String, String> values() {
        var all = new LinkedHashMap<String, String>();
        environment.forEach((name, value) -> value.ifPresent(text -> all.put(name, text)));
        return all;
    }

    /** The names of what the container would have otherwise if compose made it now, but for those that are rotated. */
    public Set<String> differences(Container container, Image image, List<String> rotated) {
        var now = variables(container.variables().stream().map(Variable::entry).toList());
        var then = variables(List.copyOf(image.environment()));
        then.putAll(environment);
        var names = new TreeSet<>(now.keySet());
        names.addAll(then.keySet());
        rotated.forEach(names::remove);
        names.removeIf(name -> isProxy(name) && !environment.containsKey(name));
        return names.stream()
                .filter(name -> !Objects.equals(
                        now.getOrDefault(name, Optional.empty()), then.getOrDefault(name, Optional.empty())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public String toString() {
        return "a service with " + environment.size() + " variables";
    }

    private static boolean isProxy(String name) {
        return PROXIES.contains(dev.understudy.common.Letters.capital(name));
    }

    /** A bare name has no value: it takes the image's away. */
    private static Map<String, Optional<String>> variables(List<String> entries) {
        var all = new LinkedHashMap<String, Optional<String>>();
        entries.stream()
                .map(Variable::new)
                .forEach(each -> all.put(each.name(), each.isSet() ? Optional.of(each.value()) : Optional.empty()));
        return all;
    }

    private static Map<String, Optional<String>> environment(@Nullable Node node) {
        if (node instanceof SequenceNode list)
            return variables(list.getValue().stream()
                    .map(each -> scalar(each).orElse(""))
                    .toList());
        var all = new LinkedHashMap<String, Optional<String>>();
        if (node instanceof MappingNode map)
            map.getValue().forEach(each -> all.put(scalar(each.getKeyNode()).orElse(""), scalar(each.getValueNode())));
        return all;
    }

    private static @Nullable Node member(@Nullable Node node, String name) {
        if (!(node instanceof MappingNode map)) return null;
        return map.getValue().stream()
                .filter(each -> scalar(each.getKeyNode()).filter(name::equals).isPresent())
                .map(org.yaml.snakeyaml.nodes.NodeTuple::getValueNode)
                .findFirst()
                .orElse(null);
    }

    /** The text as it stands there, be it a number; compose doubles each dollar. Empty for null. */
    private static Optional<String> scalar(Node node) {
        if (!(node instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) return Optional.empty();
        return Optional.of(scalar.getValue().replace("$$", "$"));
    }
}
