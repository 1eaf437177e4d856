package dev.understudy.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What compose's labels say of how it was called, and how it is called again. */
class ComposeProjectTest {
    private static final String LABEL = "com.docker.compose.";

    @Test
    void theNewerProgramWritesWholePaths() {
        var one = only(labels("/srv/site", "/srv/site/a.yml,/etc/b.yml", "/srv/site/x.env,/srv/site/y.env"));
        assertThat(one.files()).containsExactly("/srv/site/a.yml", "/etc/b.yml");
        assertThat(one.envFiles()).containsExactly("/srv/site/x.env", "/srv/site/y.env");
        assertThat(String.join(" ", one.config().arguments()))
                .isEqualTo("docker compose --project-name site --project-directory /srv/site --env-file /srv/site/x.env"
                        + " --env-file /srv/site/y.env --file /srv/site/a.yml --file /etc/b.yml config agent");
        assertThat(String.join(" ", one.withOlderProgram().hash().arguments()))
                .startsWith("docker-compose ")
                .endsWith(" config --hash=agent");
    }

    @Test
    void theOlderOneWritesThemAsItWasGivenThem() {
        var here = only(labels("/srv/site", "docker-compose.yml,sub/over.yml", "prod.env"));
        assertThat(here.files()).containsExactly("/srv/site/docker-compose.yml", "/srv/site/sub/over.yml");
        assertThat(here.envFiles()).containsExactly("/srv/site/prod.env");
        var above = ComposeProject.readings(labels("/srv/site", "site/a.yml,other/b.yml", "x.env"));
        assertThat(above.get(0).files()).containsExactly("/srv/site/a.yml", "/srv/other/b.yml");
        assertThat(above.get(0).envFiles()).containsExactly("/srv/x.env");
        assertThat(above.get(1).files())
                .as("called in the project's folder, which --project-directory named")
                .containsExactly("/srv/site/site/a.yml", "/srv/site/other/b.yml");
        var below = ComposeProject.readings(labels("/srv/site", "../a.yml", "")).get(0);
        assertThat(below.files()).containsExactly("/srv/site/a.yml");
        assertThat(below.envFiles()).isEmpty();
    }

    @Test
    void whatMayBeNoPartOfACommandIsNoProject() {
        assertThat(ComposeProject.readings(Map.of())).isEmpty();
        assertThat(ComposeProject.readings(labels("/srv/site", "", ""))).isEmpty();
        assertThat(ComposeProject.readings(labels("/srv/site", "-", ""))).hasSize(1);
        assertThat(ComposeProject.readings(labels("/srv/$(id)", "/a.yml", ""))).isEmpty();
        assertThat(ComposeProject.readings(labels("/srv/site", "/a.yml", "/x y.env")))
                .isEmpty();
        assertThat(ComposeProject.readings(labels("", "a.yml", ""))).isEmpty();
    }

    @Test
    void itsContainersAreFoundWithoutThoseThatWereMadeForOnce() {
        assertThat(String.join(
                        " ",
                        only(labels("/srv/site", "/a.yml", "")).containers().arguments()))
                .isEqualTo("docker ps --all --quiet --no-trunc --filter label=" + LABEL + "project=site --filter label="
                        + LABEL + "service=agent --filter label=" + LABEL + "oneoff=False");
    }

    private static ComposeProject only(Map<String, String> labels) {
        var readings = ComposeProject.readings(labels);
        assertThat(readings).hasSize(1);
        return readings.get(0);
    }

    private static Map<String, String> labels(String directory, String files, String envFiles) {
        var labels = new HashMap<>(Map.of(LABEL + "project", "site", LABEL + "service", "agent"));
        labels.put(LABEL + "project.working_dir", directory);
        labels.put(LABEL + "project.config_files", files);
        if (!envFiles.isEmpty()) labels.put(LABEL + "project.environment_file", envFiles);
        return labels;
    }
}
