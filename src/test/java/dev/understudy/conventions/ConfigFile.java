package dev.understudy.conventions;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** One of config/application*.yaml, with the place of each key, so that a comment beside it can be asked for. */
record ConfigFile(String name, List<String> lines, Map<String, Value> keys) {
    /** The defaults. */
    static final ConfigFile APPLICATION = read("application.yaml");

    /** The sandbox's. */
    static final ConfigFile SANDBOX = read("application-sandbox.yaml");

    /** What the variables of production become. */
    static final ConfigFile PRODUCTION = read("application-production.yaml");

    /**
     * What a key has.
     *
     * @param text a single value; empty for lists and empty maps
     * @param line where it stands, from 0
     */
    record Value(String text, int line) {}

    private static ConfigFile read(String name) {
        var text = Checkout.text(Path.of("config", name));
        var keys = new LinkedHashMap<String, Value>();
        flatten("", new Yaml().compose(new StringReader(text)), keys);
        return new ConfigFile(name, text.lines().toList(), keys);
    }

    private static void flatten(String path, Node node, Map<String, Value> keys) {
        if (node instanceof MappingNode map && !map.getValue().isEmpty())
            for (var tuple : map.getValue()) {
                var key = ((ScalarNode) tuple.getKeyNode()).getValue();
                flatten(path.isEmpty() ? key : path + "." + key, tuple.getValueNode(), keys);
            }
        else {
            var text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
            keys.put(path, new Value(text, node.getStartMark().getLine()));
        }
    }

    /** A key's value, with the key in its place that it is made of. */
    String value(String key) {
        var value = keys.containsKey(key) ? keys.get(key).text() : "";
        return value.startsWith("${") ? value(value.replaceAll("[${}]|:.*", "")) : value;
    }

    /** Whether a comment stands on the key's line, or on the one above its block. */
    boolean explains(String key) {
        var line = keys.get(key).line();
        while (line > 0 && lines.get(line).strip().startsWith("- ")) line--;
        return lines.get(line).contains(" #")
                || (line > 0 && lines.get(line - 1).strip().startsWith("#"));
    }
}
