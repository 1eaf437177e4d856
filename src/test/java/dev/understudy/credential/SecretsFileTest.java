package dev.understudy.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.common.Refused;
import dev.understudy.fixtures.AtOnce;
import dev.understudy.fixtures.ManualClock;
import dev.understudy.fixtures.OneAtATime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The file with the keys: closed to others, replaced as a whole, seen by the other nodes within a second. */
@OneAtATime
@ExtendWith(OutputCaptureExtension.class)
class SecretsFileTest {
    private final ManualClock clock = new ManualClock(1_000_000);

    @TempDir
    Path folder;

    @Test
    void itIsMadeWithItsFolderAndForItsOwnerAlone() throws IOException {
        var file = folder.resolve("data/secrets.env");
        open(file).change(env -> env.with("A", "1"));
        assertThat(file).hasContent("A=1\n");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(mode(folder.resolve("data/secrets.env.lock"))).isEqualTo("rw-------");
        assertThat(folder.resolve("data/secrets.env.part")).doesNotExist();
    }

    @Test
    void whatElseStandsInItStays() throws IOException {
        var file = written("# ours\r\nOTHER=x # y\r\nA='1' # mine\r\n", "rw-------");
        open(file).change(env -> env.with("A", "2"));
        assertThat(Files.readString(file)).isEqualTo("# ours\r\nOTHER=x # y\r\nA='2' # mine\r\n");
        assertThat(open(file).recent().value("A").reveal()).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw-rw----", "rw----r--", "rw-----w-"})
    void aFileThatOthersCanOpenIsRefusedAtTheStart(String mode) throws IOException {
        var file = written("A=sandbox-1\n", mode);
        assertThatThrownBy(() -> open(file))
                .hasMessageContaining("UNDERSTUDY_SECRETS_FILE")
                .hasMessageContaining(file.toString())
                .hasMessageContaining("chmod 0600")
                .hasMessageNotContaining("sandbox-1");
    }

    @Test
    void aFileThatIsNoneIsRefusedAtTheStart() throws IOException {
        var file = written("export A=sandbox-1\n", "rw-------");
        assertThatThrownBy(() -> open(file)).hasMessageContaining("line 1").hasMessageNotContaining("sandbox-1");
    }

    @Test
    void whereNothingCanBeWrittenNothingChanges() throws IOException {
        var secrets = open(folder.resolve("data/secrets.env"));
        Files.createFile(folder.resolve("data")); // no folder: to root, any folder can be written
        assertThatThrownBy(() -> secrets.change(env -> env.with("A", "sandbox-1")))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.problem().type()).isEqualTo("urn:understudy:problem:secrets_not_writable");
                    assertThat(refused.problem().status()).isEqualTo(503);
                })
                .hasMessageNotContaining("sandbox-1");
        assertThat(secrets.recent().value("A").isEmpty()).isTrue();
    }

    @Test
    void anEditThatCouldNotBeExactLeavesTheFileAsItIs() throws IOException {
        var file = written("A=1\nA=2\n", "rw-------");
        assertThatThrownBy(() -> open(file).change(env -> env.with("A", "3")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("lines 1 and 2");
        assertThat(file).hasContent("A=1\nA=2\n");
    }

    @Test
    void whatAKilledProcessLeftBehindIsInNobodysWay() throws IOException {
        var file = written("A=1\n", "rw-------");
        Files.writeString(folder.resolve("secrets.env.part"), "A=half");
        open(file).change(env -> env.with("A", "2"));
        assertThat(file).hasContent("A=2\n");
        assertThat(folder.resolve("secrets.env.part")).doesNotExist();
    }

    @Test
    void aLinkStaysALink() throws IOException {
        var file = written("A=1\n", "rw-------");
        var link = Files.createSymbolicLink(folder.resolve("link.env"), file);
        open(link).change(env -> env.with("A", "2"));
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("A=2\n");
    }

    @Test
    void ofManyThatWriteAtOnceNoneIsLost() {
        var file = folder.resolve("secrets.env");
        AtOnce.run(12, number -> {
            open(file).change(env -> env.with("V" + number, "x"));
            return number;
        });
        for (var number = 0; number < 12; number++)
            assertThat(open(file).recent().value("V" + number).reveal()).isEqualTo("x");
    }

    @Test
    void anothersChangeIsSeenWithinASecond() throws IOException {
        var file = written("A=1\n", "rw-------");
        var mine = open(file);
        open(file).change(env -> env.with("A", "2"));
        assertThat(mine.recent().value("A").reveal()).isEqualTo("1");
        assertThat(mine.fresh().value("B").isEmpty()).isTrue();
        assertThat(mine.recent().value("A").reveal()).isEqualTo("2");
        open(file).change(env -> env.with("A", "3"));
        clock.pass(Duration.ofSeconds(1));
        assertThat(mine.recent().value("A").reveal()).isEqualTo("3");
        Files.delete(file);
        clock.pass(Duration.ofSeconds(1));
        assertThat(mine.recent().value("A").isEmpty()).isTrue();
    }

    @Test
    void aFileThatCannotBeReadLeavesWhatIsKnownAndIsComplainedOfOnce(CapturedOutput output) throws IOException {
        var file = written("A=1\n", "rw-------");
        var mine = open(file);
        Files.writeString(file, "export A=sandbox-2\n");
        for (var look = 0; look < 3; look++) {
            clock.pass(Duration.ofSeconds(1));
            assertThat(mine.recent().value("A").reveal()).isEqualTo("1");
        }
        assertThat(output).containsOnlyOnce("cannot be read: line 1").doesNotContain("sandbox-2");
    }

    private SecretsFile open(Path file) {
        return new SecretsFile(new CredentialSettings(file), clock);
    }

    private Path written(String text, String mode) throws IOException {
        var file = Files.writeString(folder.resolve("secrets.env"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
