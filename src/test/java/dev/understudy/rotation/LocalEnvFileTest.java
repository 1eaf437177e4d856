package dev.understudy.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understudy.common.Refused;
import dev.understudy.common.Secret;
import dev.understudy.credential.CredentialParts;
import dev.understudy.credential.Provider;
import dev.understudy.credential.Verdict;
import dev.understudy.rotation.RotationRequests.Asked;
import dev.understudy.store.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file on this machine, when it changes while a rotation is under way; and what a verdict is answered with. */
class LocalEnvFileTest {
    private final RotationParts node = RotationParts.empty(Dialect.SQLITE);

    @TempDir
    Path folder;

    @Test
    void itIsEditedOnceHoweverOftenTheRotationIsTakenUp() throws IOException {
        var path = Files.writeString(folder.resolve(".env"), "TAVUS_API_KEY=old\r\nB=1");
        var run = new Run(node.open("r1"));
        Files.writeString(folder.resolve(".env.part"), "what an earlier try has left");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
        file(path).edit(run);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-r-----");
        assertThat(node.journal().of("r1").get(0).observed()).isEqualTo(".env has the new key");
        assertThat(node.journal().of("r1").get(0).position())
                .as("no host did it")
                .isEqualTo(StepLine.OURS);
        assertThat(Files.readString(path)).isEqualTo("TAVUS_API_KEY=sandbox-current\r\nB=1");
        Files.writeString(path, "A=1\n");
        file(path).edit(run);
        assertThat(Files.readString(path)).isEqualTo("A=1\n");
        assertThat(node.told("r1")).containsExactly("local-env-file done");
    }

    @Test
    void whatWasBrokenMeanwhileIsToldAndLeftAsItIs() throws IOException {
        var path = Files.writeString(folder.resolve(".env"), "TAVUS_API_KEY=a\nTAVUS_API_KEY=sandbox-unit-b\n");
        file(path).edit(new Run(node.open("r1")));
        assertThat(Files.readString(path)).isEqualTo("TAVUS_API_KEY=a\nTAVUS_API_KEY=sandbox-unit-b\n");
        assertThat(node.told("r1")).containsExactly("local-env-file failed");
        assertThat(node.journal().of("r1").get(0).observed())
                .startsWith("The local env file was not changed: ")
                .contains("more than once")
                .doesNotContain("sandbox-unit");
    }

    @Test
    void oneThatCanBeChangedIsNoHindrance() throws IOException {
        var path = Files.writeString(folder.resolve(".env"), "TAVUS_API_KEY=old\n");
        assertThatCode(() -> new LocalEnvFile(
                                node.steps(), CredentialParts.staged(Optional.empty()), RotationParts.settings(path))
                        .check(Provider.TAVUS))
                .doesNotThrowAnyException();
        assertThat(Files.readString(path)).as("nothing is done yet").isEqualTo("TAVUS_API_KEY=old\n");
    }

    @Test
    void withoutOneNothingIsLookedAt() {
        assertThat(file(null).isWanted()).isFalse();
        assertThat(file(Path.of("")).isWanted()).isFalse();
        file(null).check(Provider.TAVUS);
        assertThatThrownBy(() -> file(folder.resolve("none")).check(Provider.TAVUS))
                .isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @CsvSource({"UNKNOWN, 503, key-not-proven", "REJECTED, 422, key-rejected", "LIMITED, 422, key-limited"})
    @SuppressWarnings("NullAway") // nothing is opened
    void onlyAGoodKeyBecomesARotation(Verdict verdict, int status, String code) {
        var requests = new RotationRequests(null, null, null, null, null, null, node.clock());
        var asked = new Asked(Provider.TAVUS, "why", "who", 1);
        var refused = catchThrowableOfType(
                Refused.class, () -> requests.open(asked, Secret.of("sandbox-unit"), verdict, "HTTP 402"));
        assertThat(refused.problem().status()).isEqualTo(status);
        assertThat(refused.problem().type()).endsWith(":" + code);
        assertThat(refused.problem().detail()).contains("HTTP 402").doesNotContain("sandbox-unit");
    }

    private LocalEnvFile file(Path path) {
        return new LocalEnvFile(node.steps(), CredentialParts.staged(Optional.empty()), RotationParts.settings(path));
    }
}
