package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.common.Secret;
import dev.understudy.credential.By;
import dev.understudy.credential.Judgements;
import dev.understudy.credential.Judgements.Word;
import dev.understudy.credential.Keys;
import dev.understudy.credential.Provider;
import dev.understudy.credential.SlotWatch;
import dev.understudy.credential.Source;
import dev.understudy.credential.Verdict;
import dev.understudy.fixtures.App;
import dev.understudy.fixtures.HostPicture;
import dev.understudy.fixtures.RotationStage;
import dev.understudy.fixtures.Rotator;
import dev.understudy.rotation.Rotation;
import dev.understudy.rotation.RotationState;
import dev.understudy.rotation.Rotations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rotation without hosts: the slots change, and the env file that people deploy from, last and byte by byte. */
class RotationHereTest {
    @TempDir
    static Path folder;

    private static Path env;
    private static Path secrets;
    private static App app;
    private static Rotator operator;

    @BeforeAll
    static void start() {
        env = folder.resolve("deploy.env");
        secrets = folder.resolve("keys/secrets.env");
        var all = new ArrayList<>(RotationStage.QUICK);
        all.add("--understudy.rotation.hosts=");
        all.add("--understudy.rotation.local-env-file=" + env);
        all.add("--understudy.credential.secrets-file=" + secrets);
        app = App.start(all.toArray(String[]::new));
        operator = new Rotator(app.port(), "sandbox");
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @BeforeEach
    void write() throws IOException {
        Files.writeString(env, "A=1\n");
    }

    @Test
    void onlyOurOwnKeyChanges() throws IOException {
        var host = HostPicture.at(app.port());
        var old = app.bean(Keys.class).current(Provider.TAVUS);
        var rotation = rotated("sandbox-here-slots");
        assertThat(rotation.path("hosts")).isEmpty();
        assertThat(rotation.path("strategy").isValueNode()
                        && !rotation.path("strategy").isNull())
                .isFalse();
        assertThat(Rotator.doneHere(rotation)).containsExactly("prove", "promote", "local-env-file");
        var keys = app.bean(Keys.class);
        assertThat(keys.current(Provider.TAVUS)).isEqualTo(Secret.of("sandbox-here-slots"));
        assertThat(keys.previous(Provider.TAVUS)).contains(old);
        assertThat(Files.readString(secrets))
                .contains("TAVUS_API_KEY=sandbox-here-slots\n", "TAVUS_API_KEY_PREVIOUS=" + old.reveal() + "\n")
                .contains("TAVUS_API_KEY_NEXT=\n");
        assertThat(HostPicture.at(app.port())).isEqualTo(host);
    }

    @Test
    void aKeyThatWasRefusedOnceAndIsGoodAgainStays() {
        var again = Secret.of("sandbox-here-again");
        app.bean(Judgements.class)
                .heard(new Word(Provider.TAVUS, again.fingerprint(), Verdict.REJECTED, "HTTP 401", Source.TRAFFIC));
        var keys = app.bean(Keys.class);
        keys.keepStandby(Provider.TAVUS, Secret.of("sandbox-here-standby"), new By("the operator", "for the night"));
        rotated(again.reveal());
        app.bean(SlotWatch.class).look();
        assertThat(keys.current(Provider.TAVUS)).as("nothing replaces it").isEqualTo(again);
        assertThat(keys.standby(Provider.TAVUS)).contains(Secret.of("sandbox-here-standby"));
        keys.forgetStandby(Provider.TAVUS, new By("the operator", "the next test"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# keys\r\nTAVUS_API_KEY={}\r\nB='it''s'\r\n",
                "TAVUS_API_KEY={}",
                "A=1\n  TAVUS_API_KEY_PREVIOUS=old\nTAVUS_API_KEY={}\n\n\n# end",
                "TAVUS_API_KEY=\"{}\"\nB=\"x # y\"\n"
            })
    void theLocalFileChangesInThatValueOnly(String text) throws IOException {
        Files.writeString(env, text.replace("{}", "old"));
        Files.setPosixFilePermissions(env, PosixFilePermissions.fromString("rw-r-----"));
        rotated("sandbox-here-file");
        assertThat(Files.readString(env)).isEqualTo(text.replace("{}", "sandbox-here-file"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(env)))
                .isEqualTo("rw-r-----");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(env, secrets.getParent());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TAVUS_API_KEY=a\nTAVUS_API_KEY=b\n", "export A=1\n", "none"})
    void aLocalFileThatCouldNotBeChangedRefusesAllOfIt(String text) throws IOException {
        if (text.equals("none")) Files.delete(env);
        else Files.writeString(env, text);
        var before = operator.all().size();
        var answer = operator.ask("sandbox-here-never");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("urn:understudy:problem:local-env-file-refused", "deploy.env");
        assertThat(operator.all()).hasSize(before);
        if (!text.equals("none")) assertThat(Files.readString(env)).isEqualTo(text);
    }

    @Test
    void aKeyThatCannotBeKeptIsNotRotated() throws IOException {
        rotated("sandbox-here-kept");
        var before = operator.all().size();
        var aside = Files.move(secrets.getParent(), folder.resolve("aside"));
        Files.writeString(secrets.getParent(), "no folder");
        try {
            var answer = operator.ask("sandbox-here-lost");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("urn:understudy:problem:secrets_not_writable");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(operator.all()).hasSize(before);
        } finally {
            Files.delete(secrets.getParent());
            Files.move(aside, secrets.getParent());
        }
        rotated("sandbox-here-again");
    }

    /** Its node was killed between writing it and keeping the key. */
    @Test
    void aRotationWhoseKeyWasNeverKeptIsRefused() {
        var rotations = app.bean(Rotations.class);
        var now = System.currentTimeMillis();
        rotations.open(new Rotation(
                "rlost", "tavus", RotationState.RUNNING, "00000000", "nobody", "a test", null, null, now, null));
        rotations.ready("rlost");
        var rotation = operator.ended("rlost");
        assertThat(rotation.path("state").asText()).isEqualTo("refused");
        assertThat(Rotator.problem(rotation)).isEqualTo("key-lost");
        assertThat(Rotator.doneHere(rotation)).isEmpty();
    }

    private static JsonNode rotated(String key) {
        var rotation = operator.ended(operator.accepted(key));
        assertThat(rotation.path("state").asText()).as("%s", rotation).isEqualTo("done");
        return rotation;
    }
}
