package dev.understudy.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.fixtures.SeenSession;
import dev.understudy.fixtures.host.DockerHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example's worker in a real container is made anew with another key, over real SSH, while somebody is in a call with it. */
@Tag("end-to-end")
class RecreatedBackendTest {
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    @TempDir
    static Path folder;

    private static DockerHost machine;
    private static Containers containers;
    private static Theatre theatre;

    @BeforeAll
    static void curtainUp() {
        machine = DockerHost.start();
        containers = new Containers(machine, folder);
        theatre = new Theatre(folder, containers.gateway(), containers.settings());
        containers.run(environment());
        await("a registered worker").atMost(PATIENCE).until(() -> containers.log(containers.id()).stream()
                .anyMatch(line -> line.contains("\"registered worker\"")));
    }

    @AfterAll
    static void curtainDown() {
        if (theatre != null) {
            containers.keepLogs(Theatre.kept());
            theatre.close();
        }
        machine.close();
    }

    @Test
    void whoIsInACallHearsTheOldWorkerToItsEndAndTheNextVisitorGetsTheNewOne() {
        var old = containers.id();
        try (var said = machine.engine().follow(old);
                var visitor = new Visitor();
                var next = new Visitor()) {
            visitor.joins(theatre.page("stays"));
            visitor.hears();
            visitor.isTold("video");
            visitor.sees();
            visitor.listensAnew();
            var begun = System.nanoTime();
            var rotation = theatre.rotator().accepted("sandbox-end-to-end-anew");
            theatre.rotator().awaitStep(rotation, "drain");
            var took = Duration.ofNanos(System.nanoTime() - begun);
            var anew = containers.running().stream()
                    .filter(id -> !id.equals(old))
                    .findFirst()
                    .orElseThrow();
            var silence = visitor.hearsFor(took.plusSeconds(5));
            visitor.picture("d-in-a-call-while-the-backend-is-made-anew");
            next.joins(theatre.page("comes"));
            var heard = next.hears();
            next.isTold("video");
            next.picture("d-the-next-visitor-with-the-new-backend");
            System.out.printf(
                    "backend made anew in a container: registered after %d ms; longest silence of the call that went on"
                            + " %d ms (pauses: 1000); the next visitor heard the new one after %d ms%n",
                    took.toMillis(), silence, heard);
            assertThat(containers.running())
                    .as("the old one finishes its call: %s%n%s", story("stays"), last(said.lines()))
                    .contains(old);
            assertThat(Backend.jobs(containers.log(old), "stays")).hasSize(1);
            assertThat(Backend.jobs(containers.log(anew), "stays")).isEmpty();
            assertThat(Backend.jobs(containers.log(anew), "comes")).hasSize(1);
            visitor.close();
            var ended = theatre.rotator().ended(rotation);
            assertThat(ended.path("state").asText()).as("%s", ended).isEqualTo("done");
            assertThat(containers.running()).containsExactly(anew);
            assertThat(containers.id()).as("it has the name now").isEqualTo(anew);
        }
    }

    private static List<SeenSession> story(String room) {
        var operator = theatre.operator();
        return operator.sessions(room).stream()
                .map(each -> operator.byId(each.id()))
                .toList();
    }

    private static String last(List<String> lines) {
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }

    private static Map<String, String> environment() {
        var server = theatre.server();
        var environment = new LinkedHashMap<String, String>();
        environment.put(
                "LIVEKIT_URL",
                "ws://" + containers.gateway() + ":" + server.url().getPort());
        environment.put("LIVEKIT_API_KEY", server.apiKey());
        environment.put("LIVEKIT_API_SECRET", server.apiSecret());
        environment.put("TAVUS_API_KEY", "sandbox-end-to-end");
        // its agents are vouched for: on a machine that is busy starting another worker, pings alone may take a living
        // one for dead
        environment.put("UNDERSTUDY_URL", "http://" + containers.gateway() + ":" + theatre.port());
        environment.put("UNDERSTUDY_AGENT_TOKEN", Theatre.AGENTS);
        environment.put("NUM_IDLE_PROCESSES", "2");
        return environment;
    }
}
