package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.host.EnvFileCommands;
import dev.understudy.host.FilesSeen;
import dev.understudy.host.Guarded;
import dev.understudy.host.Sha256;
import dev.understudy.host.Workplace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulated host's files: what each script does, and its exit codes. */
class FakeHostFilesTest {
    private static final byte[] NEW = "TAVUS_API_KEY=sandbox-2\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    static Path folder;

    private static HostStage host;

    @BeforeAll
    static void open() {
        host = HostStage.open(folder);
    }

    @AfterAll
    static void close() {
        host.close();
    }

    @AfterEach
    void tidy() {
        host.run(host.files.lock());
        host.run(host.files.clean());
        host.run(host.files.unlock());
    }

    @Test
    void theFilesThatAClientNeedsAreForNobodyElse() throws IOException {
        assertThat(modes(host.folder)).isEqualTo("rwx------");
        assertThat(modes(host.folder.resolve("id_ecdsa"))).isEqualTo("rw-------");
        assertThat(host.folder.resolve("known_hosts"))
                .content()
                .startsWith("[127.0.0.1]:" + host.port + " ecdsa-sha2-");
    }

    @Test
    void aLookTellsWhatIsThere() {
        var seen = look();
        assertThat(seen.env()).isEqualTo(Sha256.hex(host.run(host.files.read()).out()));
        assertThat(seen.previous() + seen.staged() + seen.lock() + seen.problem())
                .isEmpty();
    }

    @Test
    void theLockIsTakenOnceAndGivenBackByItsOwnerOnly() {
        var other = new EnvFileCommands(new Workplace("/srv/avatar/.env", "r2"));
        host.good(host.files.lock());
        host.good(host.files.lock());
        var refused = host.run(other.lock());
        assertThat(refused.exit()).isEqualTo(Guarded.NOT_OURS);
        assertThat(refused.err()).isEqualTo("r1\n");
        host.good(other.unlock());
        assertThat(look().lock()).isEqualTo("r1");
        assertThat(host.run(other.snapshot()).exit()).isEqualTo(Guarded.NOT_OURS);
        host.good(host.files.unlock());
        assertThat(look().lock()).isEmpty();
    }

    @Test
    void aCommitReplacesTheFileAndARestoreBringsItBack() {
        var old = look().env();
        host.good(host.files.lock());
        host.good(host.files.snapshot());
        host.good(host.files.upload(NEW));
        assertThat(host.good(host.files.readStaged())).isEqualTo("TAVUS_API_KEY=sandbox-2\n");
        assertThat(look()).isEqualTo(new FilesSeen(old, old, Sha256.hex(NEW), "r1", ""));
        host.good(host.files.commit(old, Sha256.hex(NEW)));
        host.good(host.files.commit(old, Sha256.hex(NEW)));
        assertThat(look()).isEqualTo(new FilesSeen(Sha256.hex(NEW), old, "", "r1", ""));
        host.good(host.files.restore(old, Sha256.hex(NEW)));
        host.good(host.files.restore(old, Sha256.hex(NEW)));
        host.good(host.files.clean());
        assertThat(look()).isEqualTo(new FilesSeen(old, "", "", "r1", ""));
    }

    @Test
    void whatDoesNotFitIsRefusedByItsCode() {
        var old = look().env();
        host.good(host.files.lock());
        assertThat(host.run(host.files.readStaged()).exit()).isEqualTo(Guarded.NO_FILE);
        assertThat(host.run(host.files.commit(old, Sha256.hex(NEW))).exit()).isEqualTo(Guarded.NO_FILE);
        assertThat(host.run(host.files.restore(Sha256.hex(NEW), old)).exit()).isEqualTo(Guarded.NO_FILE);
        assertThat(host.run(host.files.commit("a", Sha256.hex(NEW))).exit()).isEqualTo(Guarded.EDITED);
        assertThat(host.run(host.files.restore("a", "b")).exit()).isEqualTo(Guarded.EDITED);
        host.good(host.files.upload(NEW));
        assertThat(host.run(host.files.commit(old, "other")).exit()).isEqualTo(Guarded.TORN);
        var elsewhere = new EnvFileCommands(new Workplace("/srv/other/.env", "r1"));
        assertThat(host.run(elsewhere.look()).exit()).isEqualTo(Guarded.NO_FOLDER);
    }

    @Test
    void halfAnUploadIsNoUpload() throws IOException {
        host.good(host.files.lock());
        host.client().hangUpAfter(host.files.upload(NEW), 75);
        host.reconnect();
        assertThat(look().staged()).isEmpty();
    }

    @Test
    void theOrphanOfACutConnectionIsWaitedFor() throws IOException {
        host.good(host.files.lock());
        host.world().fault("host", "cut-mid-step");
        assertThat(host.run(host.files.upload(NEW)).exit()).isNull();
        host.reconnect();
        assertThat(look().staged()).isEqualTo(Sha256.hex(NEW));
        assertThat(host.run(host.files.clean()).exit()).isNull();
        host.reconnect();
        host.good(host.files.clean());
        host.world().fault("host", "none");
        await().until(() -> look().staged().isEmpty());
    }

    @Test
    void theLookInsideTellsNoValue() {
        var file = host.picture().get("files").get(0);
        assertThat(file.get("path").asText()).isEqualTo("/srv/avatar/.env");
        assertThat(file.get("mode").asText()).isEqualTo("600");
        assertThat(file.get("sha256").asText()).isEqualTo(look().env());
        assertThat(file.get("fingerprint").asText())
                .isEqualTo(
                        dev.understudy.common.Secret.of("sandbox-tavus-key-1").fingerprint());
        assertThat(host.picture().toString()).doesNotContain("sandbox-tavus-key-1");
    }

    private static FilesSeen look() {
        return FilesSeen.parse(host.good(host.files.look()));
    }

    private static String modes(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
