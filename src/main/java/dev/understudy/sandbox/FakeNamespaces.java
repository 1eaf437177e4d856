package dev.understudy.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Containers in other containers' namespaces, as Docker 20.10 keeps them (measured): by the id, for ever. */
final class FakeNamespaces {
    static final String WORD = "container:";
    private static final String PID = "PidMode";
    private static final List<String> MODES = List.of("NetworkMode", PID, "IpcMode");
    private static final int CONFLICT = 409;

    private FakeNamespaces() {}

    /** Puts the ids in the place of names. */
    static void resolve(ObjectNode hostConfig, Function<String, FakeContainer> find) {
        for (var mode : MODES) {
            var whose = whose(hostConfig, mode);
            if (!whose.isEmpty()) hostConfig.put(mode, WORD + find.apply(whose).id());
        }
    }

    /** Refuses to start a container in the namespaces of one that does not run. */
    static void check(FakeContainer starting, Function<String, FakeContainer> find) {
        for (var mode : MODES) {
            var whose = whose(starting.spec().hostConfig(), mode);
            if (!whose.isEmpty() && !find.apply(whose).state().running())
                throw new DockerRefused(CONFLICT, "cannot join " + mode + " of a non running container: " + whose);
        }
    }

    /** What was in a process namespace ends with the first process there. */
    static void end(List<FakeContainer> all) {
        for (var each : all) {
            var whose = whose(each.spec().hostConfig(), PID);
            if (!whose.isEmpty()
                    && all.stream()
                            .noneMatch(other ->
                                    other.id().equals(whose) && other.state().running())) each.end(137);
        }
    }

    /** A line for a container that is in another one's: what {@code DependentsCommand} asks for. */
    static Stream<String> line(FakeContainer container) {
        var hostConfig = container.spec().hostConfig();
        var modes = MODES.stream().map(each -> hostConfig.path(each).asText()).toList();
        if (modes.stream().noneMatch(each -> each.startsWith(WORD))) return Stream.of();
        var state = ContainerJson.of(container).path("State");
        return Stream.of(String.join(
                "|",
                container.id(),
                "/" + container.name(),
                state.path("Running").asText(),
                state.path("FinishedAt").asText(),
                String.join("|", modes)));
    }

    private static String whose(ObjectNode hostConfig, String mode) {
        var text = hostConfig.path(mode).asText();
        return text.startsWith(WORD) ? text.substring(WORD.length()) : "";
    }
}
