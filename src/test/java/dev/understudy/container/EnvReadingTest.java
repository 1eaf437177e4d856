package dev.understudy.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.envfile.EnvFileRefused;
import dev.understudy.envfile.EnvReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By whose rules an env file is read, and what a container's variables are beside it. */
class EnvReadingTest {
    private static final String FILE = "/srv/avatar/.env";
    private static final String MOUNT = "{\"Type\":\"bind\",\"Source\":\"%s\",\"Destination\":\"%s\"}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            A=1            | A=1          | none          | DOCKER
            A='1'          | A='1'        | none          | DOCKER
            A='1'          | A=1          | none          | DOTENV
            A='1'          | A='1'        | /srv/avatar   | DOCKER
            A='1'          | A=1          | /srv/avatar   | DOTENV
            A='1'          | B=2          | /srv/avatar   | DOTENV
            A='1'          | B=2          | none          | DOCKER
            A='1'          | A=else       | none          | DOCKER
            export A=1     | B=2          | /srv          | DOTENV
            """)
    void theContainersOwnValuesTellWhoReadTheFile(String file, String env, String mounted, EnvReader reader) {
        var mounts = mounted.equals("none") ? "" : MOUNT.formatted(mounted, "/app");
        assertThat(read(container(env, mounts, ""), file).file().reader()).isEqualTo(reader);
    }

    @Test
    void aFileThatDockerWouldNotTakeIsRefusedWhereNobodyElseReadsIt() {
        assertThatThrownBy(() -> read(container("A=1", "", ""), "export A=2")).isInstanceOf(EnvFileRefused.class);
    }

    @ParameterizedTest
    @CsvSource({"1.29.2, COMPOSE_1", "1.21.0, COMPOSE_1", "2.40.3, COMPOSE_2", "5.0.1, COMPOSE_2"})
    void composeSaysItsVersion(String version, EnvReader reader) {
        var labels = "\"com.docker.compose.project\":\"p\",\"com.docker.compose.version\":\"" + version + "\"";
        assertThat(read(container("A=1", "", labels), "export A='1' # one")
                        .file()
                        .reader())
                .isEqualTo(reader);
    }

    @ParameterizedTest
    @CsvSource({
        "/srv/avatar/.env, /app/.env,   /app/.env",
        "/srv/avatar,      /app,        /app/.env",
        "/srv,             /host,       /host/avatar/.env",
        "/srv/avatar/.en,  /x,          ",
        "/srv/avatars,     /x,          "
    })
    void whereAMountedFileIsInside(String source, String destination, String inside) {
        var container = container("A=1", MOUNT.formatted(source, destination), "");
        assertThat(read(container, "A=1").mountedAt()).isEqualTo(inside);
    }

    @Test
    void whatTheContainerHasIsToldByNameAndByHowItGotIt() {
        var container = container("PATH=/bin\",\"A=1\",\"B=2\",\"C=3", "", "");
        var image = Image.parse("[{\"Id\":\"sha256:x\",\"Config\":{\"Env\":[\"PATH=/bin\"]}}]", new ObjectMapper());
        var all = new EnvComparison(container, image, read(container, "A=1\nB=other\nD=4\n")).all();
        assertThat(all.stream().map(one -> one.name() + " " + one.origin().code() + " " + one.same()))
                .containsExactly("A env-file true", "B -e false", "C -e null", "D not-given false", "PATH image null");
        var mounted = container("A=1", MOUNT.formatted("/srv/avatar", "/app"), "");
        assertThat(new EnvComparison(mounted, image, read(mounted, "D=4\nE=5\n")).all())
                .extracting(one -> one.origin())
                .containsExactly(Origin.OPTION, Origin.MOUNTED_FILE, Origin.MOUNTED_FILE);
    }

    private static EnvReading read(Container container, String file) {
        return EnvReading.of(container, FILE, file.getBytes(UTF_8), List.of("A"));
    }

    private static Container container(String env, String mounts, String labels) {
        return Container.parse("""
                [{"Id":"1","Name":"/x","Image":"sha256:x","State":{},"Mounts":[%s],
                "Config":{"Env":["%s"],"Labels":{%s}},"HostConfig":{"NetworkMode":"default"}}]""".formatted(mounts, env, labels), new ObjectMapper());
    }
}
