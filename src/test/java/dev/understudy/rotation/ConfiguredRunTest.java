package dev.understudy.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.rotation.RotationSettings.Run;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a first container is configured: nothing that is ours to say, and no value that everyone on the host could read. */
class ConfiguredRunTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-e",
                "-eA=1",
                "--env=A=sandbox-unit",
                "--env-file=/x",
                "--name=x",
                "--restart=no",
                "--rm",
                "--env"
            })
    void whatIsOursToSayOrWouldShowAValueIsRefused(String option) {
        assertThatThrownBy(() -> new Run("backend:1", List.of("--init", option), List.of(), "no"))
                .hasMessageContaining("run.options may not hold " + option.split("=")[0])
                .hasMessageNotContaining("sandbox-unit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sometimes", "", "on-failure:x", "always "})
    void aPolicyThatDockerDoesNotKnowIsRefused(String policy) {
        assertThatThrownBy(() -> new Run("backend:1", List.of(), List.of(), policy))
                .hasMessageContaining("no restart policy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "always", "unless-stopped", "on-failure", "on-failure:3"})
    void anyOtherIsTaken(String policy) {
        assertThatCode(() -> new Run("backend:1", List.of("--network", "models"), List.of(), policy))
                .doesNotThrowAnyException();
        assertThat(new Run("backend:1", List.of(), List.of("serve"), policy)
                        .first()
                        .command())
                .containsExactly("serve");
    }
}
