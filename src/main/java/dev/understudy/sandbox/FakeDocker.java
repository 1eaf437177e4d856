package dev.understudy.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** The simulated Docker engine: its containers, and what may be done with them. */
@Simulated
class FakeDocker {
    /** The networks that are always there. */
    static final Set<String> BUILT_IN = Set.of("bridge", "host", "none");

    static final String NETWORK = "avatar_avatar-network";
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]+");
    private static final int BAD = 400;
    private static final int NOT_FOUND = 404;
    private static final int ID_BYTES = 32;
    private final List<FakeContainer> containers = new ArrayList<>();
    private final ContainerWorker worker;
    private final FakeFaults faults;

    FakeDocker(ContainerWorker worker, FakeFaults faults) {
        this.worker = worker;
        this.faults = faults;
    }

    /** Those there are, the newest first. */
    synchronized List<FakeContainer> all() {
        FakeNamespaces.end(containers);
        var all = new ArrayList<>(containers);
        java.util.Collections.reverse(all);
        return all;
    }

    /** The one with that id, name or beginning of an id, looked for in this order as Docker does. */
    synchronized FakeContainer container(String asked) {
        FakeNamespaces.end(containers);
        var name = asked.startsWith("/") ? asked.substring(1) : asked;
        return first(each -> each.id().equals(asked))
                .or(() -> first(each -> each.name().equals(name)))
                .or(() -> first(each -> each.id().startsWith(asked)))
                .orElseThrow(() -> DockerRefused.noContainer(asked));
    }

    /** All that there is to know of it. */
    synchronized ObjectNode inspect(String asked) {
        return ContainerJson.of(container(asked)).deepCopy();
    }

    /** What looking at it prints; under that fault what a host says that somebody has taken over. */
    String printed(String asked) {
        var shown = inspect(asked);
        if (faults.is(HostFault.INSPECT_NONSENSE)) shown.put("Id", "$(reboot)").put("Name", "/--privileged\n");
        return DockerDefaults.printed(shown);
    }

    /** Makes one, from the body of {@code POST /containers/create}. */
    synchronized FakeContainer create(String name, ObjectNode body) {
        var image = body.path("Image").asText();
        if (body.isEmpty()) throw new DockerRefused(BAD, "Config cannot be empty in order to create a container");
        if (faults.is(HostFault.NO_SUCH_IMAGE) || !FakeImage.is(image)) throw DockerRefused.noImage(image);
        checkName(name);
        var id = newId();
        FakeNamespaces.resolve(body.withObject("HostConfig"), this::container);
        var container = new FakeContainer(id, name.isEmpty() ? id.substring(0, 12) : name, ContainerSpec.of(id, body));
        containers.add(container);
        return container;
    }

    synchronized void start(FakeContainer container) {
        if (container.state().running()) return;
        for (var network : container.spec().networks().keySet())
            if (!BUILT_IN.contains(network) && !network.equals(NETWORK) && !network.equals(FakeAddresses.OVERLAY))
                throw new DockerRefused(NOT_FOUND, "network " + network + " not found");
        FakeNamespaces.check(container, this::container);
        for (var other : containers) if (other.state().running()) PortClash.check(container, other);
        worker.begins(container);
    }

    void kill(FakeContainer container, String signal) {
        if (!container.state().running()) throw DockerRefused.notRunning(container);
        worker.hears(container, signal);
    }

    /** Ends it at once; nothing happens to one that does not run. */
    void end(FakeContainer container) {
        if (container.state().running()) worker.hears(container, "KILL");
    }

    /** Tells it to end, ends it after that time, and starts it anew, running before or not. */
    void again(FakeContainer container, Duration wait) {
        if (container.state().running()) {
            worker.hears(container, "TERM");
            container.awaitEnd(wait);
            end(container);
        }
        start(container);
    }

    synchronized void rename(FakeContainer container, String name) {
        if (container.name().equals(name))
            throw new DockerRefused(BAD, "Renaming a container with the same name as its current name");
        try {
            checkName(name);
        } catch (DockerRefused e) {
            throw new DockerRefused(e.status(), "Error when allocating new name: " + e.said());
        }
        container.rename(name);
    }

    /** Sets what happens when its process ends by itself: no, always, unless-stopped, on-failure or on-failure:N. */
    synchronized void restart(FakeContainer container, String policy) {
        var parts = policy.split(":", 2);
        var retries = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
        container
                .spec()
                .hostConfig()
                .putObject("RestartPolicy")
                .put("Name", parts[0])
                .put("MaximumRetryCount", retries);
    }

    synchronized void remove(FakeContainer container) {
        end(container);
        containers.remove(container);
    }

    /** Puts a container into a network; Docker takes it on trust until the container starts. */
    synchronized void connect(String network, String asked, JsonNode endpoint) {
        var container = container(asked);
        if (container.spec().networks().containsKey(network)
                && container.state().running())
            throw new DockerRefused(
                    403, "endpoint with name " + container.name() + " already exists in network " + network);
        if (container.state().running() && !network.equals(NETWORK))
            throw new DockerRefused(NOT_FOUND, "network " + network + " not found");
        container.spec().connect(container.id(), network, endpoint);
    }

    private void checkName(String name) {
        if (!name.isEmpty() && !NAME.matcher(name).matches())
            throw new DockerRefused(
                    BAD, "Invalid container name (" + name + "), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed");
        first(each -> each.name().equals(name)).ifPresent(other -> {
            throw DockerRefused.nameTaken(other);
        });
    }

    private Optional<FakeContainer> first(java.util.function.Predicate<FakeContainer> wanted) {
        return containers.stream().filter(wanted).findFirst();
    }

    private static String newId() {
        var bytes = new byte[ID_BYTES];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
