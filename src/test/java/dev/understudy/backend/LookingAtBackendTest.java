package dev.understudy.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.understudy.common.Refused;
import dev.understudy.common.Secret;
import dev.understudy.credential.CredentialParts;
import dev.understudy.masking.Values;
import dev.understudy.store.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shown of a container: variables by fingerprints, and a log without a secret. */
class LookingAtBackendTest {
    private static final Secret OURS = Secret.of("tavus-key-of-ours-0815");
    private static final String STAMP = "2026-11-27T10:00:00.123456789Z ";
    private final BackendParts node = BackendParts.empty(Dialect.SQLITE);

    @Test
    void aVariableThatWasEditedInTheFileIsSeenToDiffer() {
        var views = compare(
                "\"TAVUS_API_KEY=" + OURS.reveal() + "\",\"PATH=/bin\",\"GREETING=hello\"",
                "TAVUS_API_KEY=another-key\nGREETING=hello\nNEW=1\n");
        assertThat(views.stream().map(Variables.View::name))
                .containsExactly("GREETING", "NEW", "PATH", "TAVUS_API_KEY");
        assertThat(views.get(0)).isEqualTo(view("GREETING", "env-file", print("hello"), print("hello"), true, null));
        assertThat(views.get(1)).isEqualTo(view("NEW", "not-given", print("1"), "absent", false, null));
        assertThat(views.get(2)).isEqualTo(view("PATH", "image", "absent", print("/bin"), null, null));
        assertThat(views.get(3))
                .isEqualTo(view("TAVUS_API_KEY", "-e", print("another-key"), OURS.fingerprint(), false, true));
        assertThat(views.toString()).doesNotContain("hello", "another-key", OURS.reveal());
    }

    @Test
    void aContainerWithAnotherKeyThanOursIsSeenToHaveIt() {
        assertThat(compare("\"TAVUS_API_KEY=old\"", "TAVUS_API_KEY=old\n")
                        .get(0)
                        .isCurrentKey())
                .isFalse();
    }

    @Test
    void anEnvFileThatDockerWouldNotReadIsRefusedWithoutItsLine() {
        assertThatThrownBy(() -> compare("", "export SECRET_OF_OURS=1\n")).hasMessageNotContaining("SECRET_OF_OURS");
    }

    /** Whoever stands in Docker's place may print anything; it is no fault of ours, and no part of a command. */
    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "no JSON", "[{}]", "[{\"Id\":\"$(reboot)\"}]", "[{\"Id\":\"--help\"}]"})
    void whatIsNoContainerIsTheHostsFault(String printed) {
        node.on("inspect", printed);
        try (var visit = node.visit()) {
            assertThatThrownBy(() -> node.visits.container(visit)).isInstanceOfSatisfying(Refused.class, refused -> {
                assertThat(refused.problem().status()).isEqualTo(502);
                assertThat(refused.problem().toString()).doesNotContain("reboot", "--help");
            });
        }
    }

    @Test
    void theEndOfTheLogIsShownWithoutItsSecrets() {
        var lines = tail(STAMP + "calling with " + OURS.reveal() + "\n" + STAMP + "greeting is hello-there\n"
                + "half a line of be" + "fore\n" + STAMP + "\n\nexit 0\n");
        assertThat(lines)
                .extracting(LogTail.Line::text)
                .containsExactly("calling with [TAVUS_API_KEY]", "greeting is [GREETING]", "");
        assertThat(lines.get(0).at()).isEqualTo(STAMP.strip());
    }

    @Test
    void aVeryLongLineIsCutAfterItWasCovered() {
        var text = tail(STAMP + "x ".repeat(990) + OURS.reveal() + " y".repeat(2_000) + "\n\nexit 0\n")
                .get(0)
                .text();
        assertThat(text)
                .hasSize(2_001)
                .endsWith("…")
                .doesNotContain(OURS.reveal().substring(0, 8));
    }

    @Test
    void aLogThatDockerDoesNotGiveOutIsSaidToBeSo() {
        assertThatThrownBy(() -> tail("Error response from daemon: secret words\n\nexit 1\n"))
                .hasMessageNotContaining("secret words");
    }

    @Test
    void manyLinesAreCoveredInAMomentOnly() {
        var env = java.util.stream.IntStream.range(0, 40)
                .mapToObj(number -> "\"NAME_" + number + "=some value of it " + number + "\"")
                .collect(Collectors.joining(","));
        var line = STAMP + "{\"message\":\"status\",\"number\":1,\"text\":\"" + "words and more words ".repeat(15)
                + "\"}\n";
        assertTimeoutPreemptively(Duration.ofSeconds(120), () -> assertThat(tail(env, line.repeat(500) + "\nexit 0\n"))
                .hasSize(500));
    }

    @Test
    void aKeyIsKnownByTheNameThatRotationsWriteItWith() {
        var views = compare("\"FACE_KEY=" + OURS.reveal() + "\",\"TAVUS_API_KEY=old\"", "FACE_KEY=old\n");
        assertThat(views)
                .filteredOn(view -> view.name().equals("FACE_KEY"))
                .singleElement()
                .satisfies(view -> assertThat(view.isCurrentKey()).isTrue());
    }

    private List<Variables.View> compare(String env, String file) {
        node.on("image", "[{\"Id\":\"sha256:1\",\"Config\":{\"Env\":[\"PATH=/bin\"]}}]")
                .on("inspect", BackendParts.container("2026-01-01T00:00:00Z", true, 0, env))
                .on("READ", file);
        var variables = new Variables(
                node.visits,
                CredentialParts.fixed(OURS),
                BackendParts.rotation(Map.of("tavus", List.of("TAVUS_API_KEY", "FACE_KEY"))),
                new com.fasterxml.jackson.databind.ObjectMapper());
        return ((Variables.Comparison) variables.compare(node.visit()).body()).variables();
    }

    private List<LogTail.Line> tail(String said) {
        return tail("\"GREETING=hello-there\"", said);
    }

    private List<LogTail.Line> tail(String env, String said) {
        node.on("inspect", BackendParts.container("2026-01-01T00:00:00Z", true, 0, env))
                .on("backend", said);
        var settings = new BackendSettings(Duration.ofSeconds(1), 1_000_000, Duration.ofSeconds(1));
        var log = new LogTail(node.visits, new Values(CredentialParts.fixed(OURS)), settings);
        return ((LogTail.Tail) log.tail(node.visit(), 50).body()).lines();
    }

    private static Variables.View view(
            String name,
            String from,
            String file,
            String container,
            @org.jspecify.annotations.Nullable Boolean same,
            @org.jspecify.annotations.Nullable Boolean current) {
        return new Variables.View(name, from, file, container, same, current);
    }

    private static String print(String value) {
        return Secret.of(value).fingerprint();
    }
}
