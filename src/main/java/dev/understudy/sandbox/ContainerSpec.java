package dev.understudy.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * What a container was made from, as Docker keeps it: what was said, the image's for what was not, defaults for the rest.
 *
 * @param config its Config
 * @param hostConfig its HostConfig
 * @param networks its place in each of its networks
 */
record ContainerSpec(ObjectNode config, ObjectNode hostConfig, Map<String, ObjectNode> networks) {
    private static final int BAD = 400;
    private static final int SHORT_ID = 12;

    /** From the body of {@code POST /containers/create}. */
    static ContainerSpec of(String id, ObjectNode body) {
        var said = body.deepCopy();
        said.remove(java.util.List.of("HostConfig", "NetworkingConfig"));
        var config = DockerDefaults.over(FakeImage.config(), said);
        // a command of its own stands for the image's entry point and command together
        if (said.path("Entrypoint").isArray() && !said.path("Cmd").isArray()) config.putNull("Cmd");
        if (config.path("Hostname").asText().isEmpty()) config.put("Hostname", id.substring(0, SHORT_ID));
        merge(config, said.path("Env"));
        var hostConfig = DockerDefaults.over(DockerDefaults.hostConfig(), body.path("HostConfig"));
        var endpoints = body.path("NetworkingConfig").path("EndpointsConfig");
        return new ContainerSpec(config, hostConfig, networks(id, hostConfig, endpoints));
    }

    /** The value of a variable; empty when it has none. */
    String variable(String name) {
        for (var entry : config.path("Env"))
            if (entry.asText().startsWith(name + "=")) return entry.asText().substring(name.length() + 1);
        return "";
    }

    /** Puts it into a network, under these names and the beginning of its id. */
    void connect(String id, String network, JsonNode endpoint) {
        networks.put(network, endpoint(id, network, endpoint));
    }

    private static void merge(ObjectNode config, JsonNode said) {
        var all = config.putArray("Env");
        for (var entry : said) {
            if (entry.asText().startsWith("="))
                throw new DockerRefused(BAD, "invalid environment variable: " + entry.asText());
            all.add(entry.asText());
        }
        for (var entry : FakeImage.ENV) if (!names(said, entry)) all.add(entry);
    }

    private static boolean names(JsonNode said, String entry) {
        var name = entry.substring(0, entry.indexOf('='));
        return StreamSupport.stream(said.spliterator(), false)
                .map(JsonNode::asText)
                .anyMatch(each -> each.equals(name) || each.startsWith(name + "="));
    }

    private static Map<String, ObjectNode> networks(String id, ObjectNode hostConfig, JsonNode endpoints) {
        if (endpoints.size() > 1) {
            var names = new java.util.ArrayList<String>();
            endpoints.fieldNames().forEachRemaining(names::add);
            throw new DockerRefused(
                    BAD, "Container cannot be connected to network endpoints: " + String.join(", ", names));
        }
        var mode = hostConfig.path("NetworkMode").asText();
        var networks = new LinkedHashMap<String, ObjectNode>();
        if (mode.startsWith(FakeNamespaces.WORD)) return networks;
        var main = mode.isEmpty() || mode.equals("default") ? "bridge" : mode;
        networks.put(main, endpoint(id, main, endpoints.path(main)));
        endpoints
                .properties()
                .forEach(each -> networks.put(each.getKey(), endpoint(id, each.getKey(), each.getValue())));
        return networks;
    }

    /** In a network of one's own making a container is also known by the beginning of its id. */
    private static ObjectNode endpoint(String id, String network, JsonNode said) {
        var endpoint = DockerDefaults.over(DockerDefaults.endpoint(), said);
        if (!FakeDocker.BUILT_IN.contains(network)) {
            var aliases = endpoint.putArray("Aliases");
            said.path("Aliases").forEach(aliases::add);
            aliases.add(id.substring(0, SHORT_ID));
        }
        return endpoint;
    }
}
