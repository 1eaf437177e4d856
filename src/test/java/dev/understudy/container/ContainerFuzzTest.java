package dev.understudy.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.Fuzz;
import dev.understudy.host.ComposeProject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever a host prints for a container: it is understood, or refused before anything is done by it. */
@Tag("fuzz")
class ContainerFuzzTest {
    /** Of understudy.host.output-limit. */
    private static final int OUTPUT = 1 << 20;

    private static final Map<String, String> ENVIRONMENT = Map.of("TAVUS_API_KEY", "exampleNew");
    private static final Image IMAGE = Recorded.image();
    private static final Container NEXT = Recorded.next();
    /** What is always said, bytes. */
    private static final int ROOM = 4_096;

    @Test
    void anyInspectIsAContainerThatCanBeMadeAnewOrIsRefused() {
        Fuzz.of("inspect", OUTPUT, Unreadable.class).at(bytes -> {
            var printed = new String(bytes, StandardCharsets.UTF_8);
            var container = read(() -> Container.parse(printed, Recorded.JSON));
            look(container);
            var ports = PublishedPorts.values()[bytes.length % PublishedPorts.values().length];
            assertThat(Choice.of(container, ports).reason()).isNotBlank();
            remade(
                    container,
                    bytes.length % 2 == 0 ? IMAGE : read(() -> Image.parse(printed, Recorded.JSON)),
                    ports,
                    bytes.length);
        });
    }

    /** Where a rotation knows this exception, and nowhere else. */
    private static <T> T read(Supplier<T> reading) throws Unreadable {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new Unreadable();
        }
    }

    private static void look(Container container) {
        assertThat(container.id()).isNotBlank();
        assertThat(container.toString()).isNotBlank();
        assertThat(container.restartPolicy()).isNotEmpty();
        container.name();
        container.image();
        container.imageName();
        container.isRunning();
        container.isDead();
        container.startedAt();
        container.finishedAt();
        container.restartCount();
        container.exitCode();
        container.stopSignal();
        container.environment();
        container.isMacUnsure();
        Obstacles.of(container);
        ComposeProject.readings(container.labels());
    }

    private static void remade(Container old, Image image, PublishedPorts ports, int length) throws Exception {
        var next = Recreation.of(old, image, ENVIRONMENT, ports).labelled("r-1");
        assertThat(next.createPath("worker-next-r-1")).startsWith("/containers/create");
        var body = next.createBody();
        assertThat(body.length).isLessThanOrEqualTo(8 * length + ROOM);
        assertThat(Json.texts(Recorded.JSON.readTree(body).path("Env"))).contains("TAVUS_API_KEY=exampleNew");
        var differences = next.differences(NEXT);
        assertThat(differences.stream().mapToInt(String::length).sum()).isLessThanOrEqualTo(8 * length + 16 * ROOM);
        assertThat(next.differences(old)).isEmpty();
        next.networks("worker-next").forEach(each -> assertThat(each.path()).startsWith("/networks/"));
    }

    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
