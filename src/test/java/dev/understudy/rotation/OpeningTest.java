package dev.understudy.rotation;

import static dev.understudy.credential.Provider.TAVUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understudy.audit.Audit;
import dev.understudy.common.Refused;
import dev.understudy.common.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key that was asked for is kept before anything is done with it, and of several that are asked for at once one is taken. */
class OpeningTest {
    private static final Secret OTHER = Secret.of("sandbox-unit-other");

    @TempDir
    Path folder;

    @Test
    void itIsWrittenDownWithEachHostInItsOrderAndMayBeginAtOnce() {
        var desk = new Desk(folder);
        var rotation = desk.opening().open(desk.asked(), Desk.KEY, "HTTP 200");
        assertThat(rotation.id()).startsWith("r");
        assertThat(desk.node.rotations().open()).contains(rotation);
        assertThat(rotation)
                .isEqualTo(new Rotation(
                        rotation.id(),
                        "tavus",
                        RotationState.RUNNING,
                        Desk.KEY.fingerprint(),
                        "the operator",
                        "it leaked",
                        null,
                        null,
                        1_000_000,
                        null));
        assertThat(desk.node.parts().of(rotation.id()))
                .containsExactly(
                        new HostPart(rotation.id(), 0, "one", RotationState.RUNNING, HostFacts.NONE),
                        new HostPart(rotation.id(), 1, "two", RotationState.RUNNING, HostFacts.NONE));
        assertThat(desk.node.told(rotation.id())).containsExactly("prove done");
        assertThat(desk.node.journal().of(rotation.id()).get(0).observed())
                .isEqualTo("the key " + Desk.KEY.fingerprint() + " is good: HTTP 200");
        assertThat(desk.credentials.keys().staged(TAVUS, Desk.KEY.fingerprint()))
                .contains(Desk.KEY);
        assertThat(desk.node.rotations().due()).containsExactly(rotation.id());
    }

    @Test
    void whoAskedForWhichKeyIsOnRecord() {
        var desk = new Desk(folder);
        var rotation = desk.opening().open(desk.asked(), Desk.KEY, "HTTP 200");
        assertThat(deeds(desk)).containsExactly("opened as " + rotation.id());
        desk.node.deeds().closed(rotation, RotationState.ROLLED_BACK);
        assertThat(deeds(desk)).contains(rotation.id() + " is rolled_back");
    }

    @Test
    void whileOneIsOpenASecondIsSentToItAndItsKeyIsNotKept() {
        var desk = new Desk(folder);
        assertThatCode(() -> desk.opening().refuseSecond()).doesNotThrowAnyException();
        var first = desk.opening().open(desk.asked(), Desk.KEY, "");
        for (Runnable second : List.<Runnable>of(
                () -> desk.opening().refuseSecond(), () -> desk.opening().open(desk.asked(), OTHER, ""))) {
            var problem = catchThrowableOfType(Refused.class, second::run).problem();
            assertThat(problem.code()).isEqualTo("rotation-open");
            assertThat(problem.instance()).isEqualTo("/api/rotations/" + first.id());
            assertThat(problem.detail()).contains(first.id());
        }
        assertThat(desk.credentials.keys().staged(TAVUS, Desk.KEY.fingerprint()))
                .contains(Desk.KEY);
        assertThat(desk.node.rotations().newest(5)).hasSize(1);
    }

    @Test
    void whoWasSlowerThanOneThatIsOverIsAskedToSendItAgain() {
        var desk = new Desk(folder);
        desk.node.open("r1");
        desk.meanwhile = () -> desk.node.rotations().close("r1", RotationState.DONE, null);
        assertThat(Desk.refusal(() -> desk.opening().open(desk.asked(), Desk.KEY, "")))
                .isEqualTo("503 rotation-raced");
        assertThat(folder.resolve("secrets.env")).doesNotExist();
    }

    @Test
    void aKeyThatCannotBeKeptLeavesNoRotationBehind() {
        var desk = new Desk(folder);
        desk.meanwhile = () -> assertThatCode(() -> Files.createDirectory(folder.resolve("secrets.env")))
                .doesNotThrowAnyException();
        assertThat(Desk.refusal(() -> desk.opening().open(desk.asked(), Desk.KEY, "")))
                .isEqualTo("503 secrets_not_writable");
        assertThat(desk.node.rotations().newest(5)).isEmpty();
        assertThat(deeds(desk)).isEmpty();
    }

    @Test
    void aKeyThatCameTooLateForItsRotationIsNotKept() {
        var desk = new Desk(folder);
        desk.meanwhile = () -> {
            desk.credentials.clock().pass(Duration.ofSeconds(10));
            var other = RotationParts.of("node2", desk.credentials.database(), desk.credentials.clock());
            assertThat(other.rotations().due()).hasSize(1).allMatch(id -> other.rotations()
                    .claim(id, 1_000));
        };
        assertThat(Desk.refusal(() -> desk.opening().open(desk.asked(), Desk.KEY, "")))
                .isEqualTo("503 rotation-raced");
        assertThat(desk.credentials.keys().staged(TAVUS, Desk.KEY.fingerprint()))
                .isEmpty();
        assertThat(deeds(desk)).isEmpty();
    }

    private static List<String> deeds(Desk desk) {
        var audit = new Audit(desk.credentials.database().jdbc(), desk.credentials.clock());
        return audit.newest(9, null).stream()
                .map(Audit.Entry::deed)
                .filter(deed -> deed.equals(new Audit.Deed(
                        "the operator",
                        "rotate",
                        "tavus to key " + Desk.KEY.fingerprint(),
                        "it leaked",
                        deed.outcome())))
                .map(Audit.Deed::outcome)
                .toList();
    }
}
