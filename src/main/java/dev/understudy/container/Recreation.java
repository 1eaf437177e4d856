package dev.understudy.container;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.host.Allowed;
import dev.understudy.host.DockerCommands;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;

/**
 * The next container, made from what the old one is. It has no restart policy: one that starts with a bad key again and
 * again looks as if it ran. Its requests are secret.
 */
public final class Recreation {
    private static final String LABELS = "Labels";
    private static final List<String> NAMESPACES = List.of("NetworkMode", "PidMode", "IpcMode");
    private static final String ENDPOINTS = "/NetworkingConfig/EndpointsConfig";
    private final Container old;
    private final ObjectNode body;

    private Recreation(Container old, ObjectNode body) {
        this.old = old;
        this.body = body;
    }

    /**
     * The same container with other values of some variables.
     *
     * @param changed those variables; what the container lacks is added, in order
     */
    public static Recreation of(Container old, Image image, Map<String, String> changed, PublishedPorts ports) {
        var body = new NextConfig(old, image).node(changed);
        body.set("HostConfig", hostConfig(old, ports));
        var endpoints = new Endpoints(old);
        endpoints.first().ifPresent(first -> connect(body, first.getKey(), endpoints.next(first)));
        endpoints.early().forEach(each -> body.withObject(ENDPOINTS).set(each.getKey(), endpoints.next(each)));
        return new Recreation(old, body);
    }

    /** The same, with the label that says which rotation made it. */
    public Recreation labelled(String rotationId) {
        return labelled(DockerCommands.LABEL, rotationId);
    }

    /** The same, with a label. */
    public Recreation labelled(String label, String value) {
        var labelled = body.deepCopy();
        labelled.withObject(LABELS).put(label, Allowed.name(value));
        return new Recreation(old, labelled);
    }

    /**
     * The same, which finds another file of the host in the place of one that is mounted, or lies in a mounted folder.
     *
     * @param source the other file's path on the host
     * @param inside where the container finds it
     */
    public Recreation mounting(String source, String inside) {
        var changed = body.deepCopy();
        new Binds(changed.withObject("HostConfig")).put(source, inside);
        return new Recreation(old, changed);
    }

    /**
     * The same, in the namespaces of another container than the old one of these words, {@code container:} and an id or a name: the
     * engine keeps the id for ever, so that a container can never be started again whose namespaces were those of one that is gone
     * (measured on 20.10).
     */
    public Recreation in(Set<String> words, String container) {
        var joined = body.deepCopy();
        var hostConfig = joined.withObject("HostConfig");
        for (var mode : NAMESPACES)
            if (words.contains(Json.text(hostConfig.path(mode))))
                hostConfig.put(mode, "container:" + Allowed.name(container));
        return new Recreation(old, joined);
    }

    /** What the creation is asked for with. */
    public byte[] createBody() {
        return bytes(body);
    }

    /** Where the creation is asked for. */
    public String createPath(String name) {
        return "/containers/create?name=" + Allowed.name(name);
    }

    /**
     * The further networks, to be connected before the start.
     *
     * @param container the name or id of the next container
     */
    public List<Connect> networks(String container) {
        var endpoints = new Endpoints(old);
        var early = endpoints.early().map(Entry::getKey).toList();
        var further = endpoints.others().map(Entry::getKey).toList();
        return endpoints.connects(container, each -> further.contains(each) && !early.contains(each));
    }

    /** What of the next container is not as it was with the old one: names, and values that are no secret. */
    public List<String> differences(Container next) {
        return new Differences(old, next).all();
    }

    @Override
    public String toString() {
        return "the next " + old;
    }

    private static ObjectNode hostConfig(Container old, PublishedPorts ports) {
        ObjectNode next = old.hostConfig().deepCopy();
        next.putObject("RestartPolicy").put("Name", "no").put("MaximumRetryCount", 0);
        next.put("AutoRemove", false);
        next.set("PortBindings", new HostPorts(next.path("PortBindings")).next(ports));
        next.set("Mounts", new Volumes(old).next());
        return next;
    }

    /**
     * The engine takes an endpoint's settings only under the very word that names the first network. Where there are none
     * and Docker's default network is meant, the word stays what it was.
     */
    private static void connect(ObjectNode body, String network, ObjectNode settings) {
        if (NetworkMode.isDefault(network) && settings.isEmpty()) return;
        body.withObject("HostConfig").put("NetworkMode", network);
        body.withObject(ENDPOINTS).set(network, settings);
    }

    private static byte[] bytes(ObjectNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }
}
