package dev.understudy.rotation;

import static dev.understudy.credential.Provider.TAVUS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.credential.By;
import dev.understudy.rotation.RotationSettings.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a standby key has taken over, the hosts get it too: once, and only then. */
class AutomaticRotationTest {
    private static final By FAILOVER = new By("failover", "Tavus refuses the old one");

    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void begin() {
        desk = new Desk(folder);
        desk.credentials.clock().pass(Duration.ofSeconds(1));
    }

    @Test
    void theHostsGetTheKeyThatHasTakenOver() {
        takeOver(FAILOVER);
        desk.credentials.clock().pass(Duration.ofSeconds(1));
        automatic().open();
        var rotation = desk.node.rotations().open().orElseThrow();
        assertThat(rotation.fingerprint()).isEqualTo(Desk.KEY.fingerprint());
        assertThat(rotation.askedBy()).isEqualTo("failover");
        assertThat(rotation.why()).isEqualTo("Tavus refuses the old one");
        assertThat(rotation.createdAt()).isEqualTo(desk.credentials.clock().millis());
        assertThat(desk.node.journal().of(rotation.id()).get(0).observed()).endsWith("is good: it has taken over");
    }

    @Test
    void eachTakeoverIsTriedOnceHoweverItEnded() {
        takeOver(FAILOVER);
        automatic().open();
        var id = desk.node.rotations().open().orElseThrow().id();
        automatic().open();
        desk.node.rotations().claim(id, 1_000);
        desk.node.rotations().close(id, RotationState.ROLLED_BACK, null);
        automatic().open();
        assertThat(desk.node.rotations().newest(5)).hasSize(1);
    }

    @Test
    void whileAnotherOneIsOpenItWaitsForItsEnd() {
        desk.node.open("r1");
        desk.credentials.clock().pass(Duration.ofSeconds(1));
        takeOver(FAILOVER);
        automatic().open();
        assertThat(desk.node.rotations().newest(5)).hasSize(1);
        desk.node.rotations().close("r1", RotationState.DONE, null);
        automatic().open();
        assertThat(desk.node.rotations().open()).isPresent();
    }

    @Test
    void aKeyThatAnOperatorPromotedDoesNotGoToTheHostsByItself() {
        takeOver(new By("the operator", "because"));
        automatic().open();
        assertThat(desk.node.rotations().newest(5)).isEmpty();
    }

    @Test
    void itIsLeftAloneWhereItIsSwitchedOffOrThereIsNoHost() {
        takeOver(FAILOVER);
        automatic(settings(false, List.of(RotationParts.TARGET))).open();
        automatic(settings(true, List.of())).open();
        assertThat(desk.node.rotations().newest(5)).isEmpty();
    }

    @Test
    void aKeyThatCannotBeKeptNowIsTriedAgainLater() throws java.io.IOException {
        takeOver(FAILOVER);
        var file = folder.resolve("secrets.env");
        var kept = Files.readAllBytes(file);
        desk.meanwhile = () -> {
            try {
                Files.delete(file);
                Files.createDirectory(file);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        };
        automatic().open();
        assertThat(desk.node.rotations().newest(5)).isEmpty();
        Files.delete(file);
        Files.write(file, kept);
        automatic().open();
        assertThat(desk.node.rotations().open()).isPresent();
    }

    private void takeOver(By by) {
        desk.credentials.keys().keepStandby(TAVUS, Desk.KEY, new By("a test", "to have one"));
        assertThat(desk.credentials.keys().promoteStandby(TAVUS, Desk.KEY.fingerprint(), by))
                .isTrue();
    }

    private AutomaticRotation automatic() {
        return automatic(settings(true, List.of(RotationParts.TARGET)));
    }

    private AutomaticRotation automatic(RotationSettings settings) {
        return new AutomaticRotation(
                desk.node.rotations(),
                desk.past(),
                desk.opening(settings),
                desk.credentials.keys(),
                desk.credentials.moves(),
                settings,
                desk.credentials.clock());
    }

    private RotationSettings settings(boolean isAutomatic, List<Target> hosts) {
        var as = desk.node.settings();
        return new RotationSettings(
                hosts,
                Map.of(),
                null,
                isAutomatic,
                null,
                as.publishedPorts(),
                as.env(),
                as.verifyDeadline(),
                as.watch(),
                as.drain(),
                as.poll(),
                as.patience(),
                as.lease(),
                as.lookInterval());
    }
}
