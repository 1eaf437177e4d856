package dev.understudy.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.container.ComposedEnvironment;
import dev.understudy.container.Container;
import dev.understudy.container.Image;
import dev.understudy.host.Command;
import dev.understudy.host.ComposeProject;
import dev.understudy.host.DockerCommands;
import dev.understudy.host.Guarded;
import dev.understudy.host.Host;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every host's docker-compose does with our commands, be it real or played. */
abstract class ComposeContract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> KEY = List.of("TAVUS_API_KEY");
    private static final List<String> FILES = List.of("docker-compose.yml", "over.yml");
    private static final String SERVICE = """
            version: "2.4"
            services:
              agent:
                image: %s
                network_mode: none
                env_file: worker.env
                environment:
                  REGION: ${REGION}-1
                  ROOM: $ROOM
                  PRICE: 5$$
                  SHELL_ONLY:
            """;

    Ground ground;
    private Host host;

    /** Where it is tried: a folder on a host, and somebody there who calls compose, for the project site. */
    interface Ground extends AutoCloseable {
        /** A connection. */
        Host host();

        /** The image of its workers. */
        String image();

        /** Puts a file into the folder. */
        void write(String name, String text);

        /** Calls {@code up --scale agent=N} in the folder. */
        void up(List<String> files, List<String> envFiles, Map<String, String> shell, int scale);

        /** Calls {@code run --detach --name}. */
        void once(List<String> files, String name);

        @Override
        void close();
    }

    abstract Ground ground();

    @BeforeEach
    void begin() {
        ground = ground();
        host = ground.host();
        ground.write("docker-compose.yml", SERVICE.formatted(ground.image()));
        ground.write("over.yml", "version: '2.4'\nservices: {agent: {environment: {OVER: 'yes'}}}\n");
        ground.write("worker.env", "TAVUS_API_KEY=sandbox-good-contract\nQUOTED='a b'\n");
        ground.write(".env", "REGION=of-the-folder\n");
        ground.write("prod.env", "REGION=eu\n");
    }

    @AfterEach
    void end() {
        host.close();
        ground.close();
    }

    @Test
    void whatItWasGivenIsOnItsLabelsAndGivenAgainItMakesTheSame() {
        ground.up(FILES, List.of("prod.env"), Map.of("ROOM", ""), 2);
        var one = container("site_agent_1");
        var project = project(one);
        assertThat(project.envFiles()).singleElement().asString().endsWith("/prod.env");
        assertThat(one.environment())
                .containsEntry("REGION", "eu-1")
                .containsEntry("OVER", "yes")
                .containsEntry("PRICE", "5$")
                .containsEntry("QUOTED", "a b")
                .doesNotContainKey("SHELL_ONLY");
        assertThat(config(project).differences(one, image(one), KEY)).isEmpty();
        assertThat(config(project).value("TAVUS_API_KEY")).hasValue("sandbox-good-contract");
        assertThat(hash(project)).isEqualTo(one.labels().get(ComposeProject.HASH));
        assertThat(good(project.containers()).lines()).hasSize(2);
    }

    @Test
    void withoutAnEnvFileTheFoldersOwnCounts() {
        ground.up(FILES, List.of(), Map.of("ROOM", ""), 1);
        var one = container("site_agent_1");
        assertThat(one.environment()).containsEntry("REGION", "of-the-folder-1");
        assertThat(config(project(one)).differences(one, image(one), KEY)).isEmpty();
    }

    @Test
    void variablesOfAShellThatIsGoneAndEditsDiffer() {
        ground.up(FILES, List.of("prod.env"), Map.of("ROOM", "blue", "SHELL_ONLY", "there"), 1);
        var one = container("site_agent_1");
        var project = project(one);
        assertThat(config(project).differences(one, image(one), KEY)).containsExactly("ROOM", "SHELL_ONLY");
        ground.write("prod.env", "REGION=us\n");
        ground.write("worker.env", "TAVUS_API_KEY=sandbox-good-other\n");
        assertThat(config(project).differences(one, image(one), KEY))
                .containsExactly("QUOTED", "REGION", "ROOM", "SHELL_ONLY");
        assertThat(config(project).value("TAVUS_API_KEY")).hasValue("sandbox-good-other");
        assertThat(hash(project)).isNotEqualTo(one.labels().get(ComposeProject.HASH));
    }

    @Test
    void oneThatWasMadeForOnceSaysSoAndIsNotAmongTheService() {
        ground.up(FILES, List.of("prod.env"), Map.of(), 1);
        ground.once(FILES, "site-once");
        assertThat(container("site-once").labels()).containsEntry(ComposeProject.ONE_OFF, "True");
        var one = container("site_agent_1");
        assertThat(one.labels()).containsEntry(ComposeProject.ONE_OFF, "False");
        assertThat(good(project(one).containers()).strip()).isEqualTo(one.id());
    }

    @Test
    void filesThatAreNotThereAreMissed() {
        ground.up(FILES, List.of("prod.env"), Map.of(), 1);
        var project = project(container("site_agent_1"));
        assertThat(host.run(project.filesThere()).exit()).isZero();
        var gone = new ComposeProject(
                "site", project.directory(), project.files(), "agent", false, List.of("/nowhere/x.env"), null);
        assertThat(host.run(gone.filesThere()).exit()).isEqualTo(Guarded.NO_FILE);
        assertThat(host.run(gone.config()).isGood()).isFalse();
        ground.write("docker-compose.yml", "services: [");
        assertThat(host.run(project.config()).isGood()).isFalse();
    }

    /** Debian's docker-compose is the older program. */
    private ComposeProject project(Container container) {
        var project = ComposeProject.readings(container.labels()).get(0).withOlderProgram();
        assertThat(good(project.version()).strip()).isEqualTo("1.29.2");
        return project;
    }

    private ComposedEnvironment config(ComposeProject project) {
        return ComposedEnvironment.parse(good(project.config()), "agent");
    }

    private String hash(ComposeProject project) {
        return good(project.hash()).strip().replaceFirst("^agent ", "");
    }

    private Container container(String name) {
        return Container.parse(good(DockerCommands.inspect(name)), JSON);
    }

    private Image image(Container container) {
        return Image.parse(good(DockerCommands.image(container.image())), JSON);
    }

    private String good(Command command) {
        var result = host.run(command);
        assertThat(result.exit()).as("exit, and it says: %s", result.err()).isZero();
        return result.text();
    }
}
