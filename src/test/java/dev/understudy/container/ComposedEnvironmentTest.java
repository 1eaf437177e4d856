package dev.understudy.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What compose prints of a service, against what its container has: names only, and only those that differ. */
class ComposedEnvironmentTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ID = "0".repeat(64);
    private static final Image IMAGE =
            Image.parse("[{\"Id\":\"sha256:%s\",\"Config\":{\"Env\":[\"PATH=/bin\",\"LANG=C\"]}}]".formatted(ID), JSON);

    /** As 1.29.2 printed it of a file with an env file, numbers, dollars, quotes and two variables that only the shell has. */
    private static final String PRINTED = """
            services:
              agent:
                environment:
                  A: fromother
                  B: null
                  D: a$$b 'q' " ü
                  E: $$HOME/x
                  F: 1.1
                  ML: 'a

                    b'
                  "N": 8080
                  Q: 'quoted # no'
                  TAVUS_API_KEY: old
                  U: null
                  Z: "yes"
                image: w
                network_mode: none
            version: '2.4'
            """;

    private static final String[] ENV = {
        "TAVUS_API_KEY=older",
        "Q=quoted # no",
        "E=$HOME/x",
        "Z=yes",
        "ML=a\\nb",
        "A=fromother",
        "N=8080",
        "F=1.1",
        "D=a$b 'q' \\\" ü",
        "U",
        "B",
        "PATH=/bin",
        "LANG=C"
    };

    @Test
    void whatComposeWouldMakeAgainDiffersInTheKeyAlone() {
        assertThat(differences(PRINTED, ENV)).isEmpty();
        assertThat(ComposedEnvironment.parse(PRINTED, "agent").differences(container(ENV), IMAGE, List.of()))
                .containsExactly("TAVUS_API_KEY");
    }

    @Test
    void aVariableOfTheShellThatIsGoneAndAnEditAreNamed() {
        var env = ENV.clone();
        env[9] = "U=of-the-shell";
        env[5] = "A=before-the-edit";
        assertThat(differences(PRINTED, env)).containsExactly("A", "U");
    }

    @Test
    void whatOnlyOneOfThemHasIsNamedUnlessItIsTheImagesOrAProxyOfComposesOwn() {
        var one = "services: {agent: {environment: [X=1, LANG]}}";
        assertThat(differences(one, "PATH=/bin", "LANG", "https_proxy=http://p", "Y=2"))
                .containsExactly("X", "Y");
        assertThat(differences(one, "PATH=/bin", "LANG=C", "X=1")).containsExactly("LANG");
        assertThat(differences("services: {agent: {image: w}}", "PATH=/bin")).containsExactly("LANG");
    }

    @Test
    void valuesAreThoseThatTheContainerWouldGet() {
        var service = ComposedEnvironment.parse(PRINTED, "agent");
        assertThat(service.value("D")).hasValue("a$b 'q' \" ü");
        assertThat(service.value("B")).isEmpty();
        assertThat(service.values())
                .containsEntry("N", "8080")
                .containsEntry("ML", "a\nb")
                .doesNotContainKey("U");
        assertThat(service).hasToString("a service with 11 variables");
    }

    @Test
    void whatIsNoneIsRefusedAndQuotedNowhere() {
        for (var text :
                List.of("", "secret", "a: [secret", "services: {other: {}}", "services: [secret]", "!!x {a: &a *a}"))
            assertThatThrownBy(() -> ComposedEnvironment.parse(text, "agent"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("secret");
    }

    private static Iterable<String> differences(String printed, String... env) {
        return ComposedEnvironment.parse(printed, "agent").differences(container(env), IMAGE, List.of("TAVUS_API_KEY"));
    }

    private static Container container(String... env) {
        var entries = String.join("\",\"", env);
        return Container.parse(
                "[{\"Id\":\"%s\",\"Name\":\"/a\",\"Image\":\"sha256:%s\",\"State\":{\"Running\":true},\"Config\":{\"Env\":[\"%s\"]},\"HostConfig\":{}}]"
                        .formatted(ID, ID, entries),
                JSON);
    }
}
