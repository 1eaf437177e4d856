package dev.understudy.credential;

import static dev.understudy.credential.Provider.TAVUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.common.Refused;
import dev.understudy.common.Secret;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.fixtures.OneAtATime;
import dev.understudy.store.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Keys move from slot to slot, in the file for all nodes, and a key that was given up does not come back by itself. */
@OneAtATime
@ExtendWith(OutputCaptureExtension.class)
class KeysTest {
    private static final String OLD = "sandbox-old";
    private static final Secret NEW = Secret.of("sandbox-new");
    private static final By WHO = new By("a test", "to see it move");
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    @BothDatabases
    void withoutAFileTheConfiguredKeyCounts(Dialect dialect) {
        var keys = node(dialect).keys();
        assertThat(keys.current(TAVUS).reveal()).isEqualTo(OLD);
        assertThat(keys.current(Provider.OPENAI).isEmpty()).isTrue();
        assertThat(keys.previous(TAVUS)).isEmpty();
        assertThat(file()).doesNotExist();
    }

    @BothDatabases
    void aStagedKeyIsKeptAndNotUsed(Dialect dialect) {
        var node = node(dialect);
        node.keys().stage(TAVUS, NEW);
        assertThat(file()).hasContent("TAVUS_API_KEY_NEXT=sandbox-new");
        assertThat(node.keys().current(TAVUS).reveal()).isEqualTo(OLD);
        assertThat(another(dialect).keys().staged(TAVUS, NEW.fingerprint())).contains(NEW);
        assertThat(node.keys().staged(TAVUS, "00000000")).isEmpty();
        node.keys().unstage(TAVUS, "00000000");
        assertThat(node.keys().staged(TAVUS, NEW.fingerprint())).contains(NEW);
        node.keys().unstage(TAVUS, NEW.fingerprint());
        node.keys().unstage(TAVUS, NEW.fingerprint());
        assertThat(node.keys().staged(TAVUS, NEW.fingerprint())).isEmpty();
        assertThat(node.records().of(TAVUS)).isEmpty();
    }

    @BothDatabases
    void aPromotedKeyIsTheCurrentOneAndTheConfiguredOneThePrevious(Dialect dialect) {
        var node = node(dialect);
        node.keys().stage(TAVUS, NEW);
        assertThat(node.keys().promote(TAVUS, NEW.fingerprint(), WHO)).isTrue();
        assertPromoted(node);
        var before = file().toFile().lastModified();
        assertThat(node.keys().promote(TAVUS, NEW.fingerprint(), WHO)).isTrue();
        node.keys().promote(TAVUS, NEW, WHO);
        assertPromoted(node);
        assertThat(file().toFile().lastModified()).isEqualTo(before);
    }

    @BothDatabases
    void aKeyThatTheFileLostIsPromotedAllTheSame(Dialect dialect) {
        var node = node(dialect);
        assertThat(node.keys().promote(TAVUS, NEW.fingerprint(), WHO)).isFalse();
        node.keys().promote(TAVUS, NEW, WHO);
        assertPromoted(node);
    }

    @BothDatabases
    void aPromotedKeyIsToldAboutAndOneThatIsNowhereIsNotPromoted(Dialect dialect) {
        var node = node(dialect);
        node.keys().promote(TAVUS, NEW, WHO);
        assertThat(node.events()).containsExactly(new KeyPromoted(TAVUS, NEW.fingerprint(), WHO.why()));
        assertThat(node.keys().promote(TAVUS, "00000000", WHO)).isFalse();
        assertThat(node.events()).hasSize(1);
    }

    @BothDatabases
    void everyKeyThatIsThereForSomethingIsKnownOnceTheCurrentOneFirst(Dialect dialect) {
        var node = node(dialect);
        assertThat(node.keys().all(TAVUS)).containsExactly(Secret.of(OLD));
        node.keys().promote(TAVUS, NEW, WHO);
        node.keys().keepStandby(TAVUS, Secret.of("sandbox-standby"), WHO);
        node.keys().stage(TAVUS, Secret.of("sandbox-next"));
        assertThat(node.keys().all(TAVUS))
                .containsExactly(NEW, Secret.of(OLD), Secret.of("sandbox-standby"), Secret.of("sandbox-next"));
        node.keys().stage(TAVUS, NEW);
        assertThat(node.keys().all(TAVUS)).hasSize(3);
    }

    @BothDatabases
    void anotherStagedKeyStaysStaged(Dialect dialect) {
        var node = node(dialect);
        var other = Secret.of("sandbox-other");
        node.keys().stage(TAVUS, other);
        node.keys().promote(TAVUS, NEW, WHO);
        assertThat(node.keys().staged(TAVUS, other.fingerprint())).contains(other);
    }

    @BothDatabases
    void theNextRotationMovesAllOfThemOn(Dialect dialect) {
        var node = node(dialect);
        var newest = Secret.of("sandbox-newest");
        node.keys().promote(TAVUS, NEW, WHO);
        node.keys().promote(TAVUS, newest, WHO);
        assertThat(node.keys().current(TAVUS)).isEqualTo(newest);
        assertThat(node.keys().previous(TAVUS)).contains(NEW);
        assertThat(slot(node, NEW)).isEqualTo(Slot.PREVIOUS);
        assertThat(slot(node, Secret.of(OLD))).isNull();
    }

    @BothDatabases
    void aPromotionThatWasCutOffBeforeTheStoreKnewOfItIsMadeGoodByItsRepetition(Dialect dialect) {
        var node = node(dialect);
        node.keys().promote(TAVUS, NEW, WHO);
        BothDatabases.Shared.empty(dialect);
        assertThat(another(dialect).keys().promote(TAVUS, NEW.fingerprint(), WHO))
                .isTrue();
        assertPromoted(node);
    }

    @BothDatabases
    void otherNodesUseTheNewKeyWithinASecond(Dialect dialect) {
        var node = node(dialect);
        var other = CredentialParts.another(file(), OLD, BothDatabases.Shared.open(dialect));
        assertThat(other.keys().current(TAVUS).reveal()).isEqualTo(OLD);
        node.keys().promote(TAVUS, NEW, WHO);
        other.clock().pass(SECOND);
        assertThat(other.keys().current(TAVUS)).isEqualTo(NEW);
    }

    @BothDatabases
    void aConfiguredKeyThatWasReplacedIsNotTakenAgain(Dialect dialect, CapturedOutput output) throws IOException {
        var node = node(dialect);
        node.keys().promote(TAVUS, NEW, WHO);
        node.keys().promote(TAVUS, Secret.of("sandbox-newest"), WHO);
        Files.delete(file());
        for (var look = 0; look < 3; look++) {
            node.clock().pass(SECOND);
            assertThat(node.keys().current(TAVUS).isEmpty()).isTrue();
        }
        assertThat(output).containsOnlyOnce("is not taken: another key was put").doesNotContain(OLD);
        node.keys().promote(TAVUS, Secret.of(OLD), WHO);
        Files.delete(file());
        node.clock().pass(SECOND);
        assertThat(node.keys().current(TAVUS).reveal()).isEqualTo(OLD);
    }

    @BothDatabases
    void aConfiguredKeyThatIsRejectedStaysTheCurrentOneSoThatItCanBeAskedAgain(Dialect dialect) {
        var node = node(dialect);
        var old = Secret.of(OLD).fingerprint();
        node.records().judged(TAVUS, old, Verdict.REJECTED);
        assertThat(node.keys().current(TAVUS).reveal()).isEqualTo(OLD);
        assertThat(node.refusals().isRefused(TAVUS, old)).isTrue();
        node.records().judged(TAVUS, old, Verdict.VALID);
        assertThat(node.refusals().isRefused(TAVUS, old)).isFalse();
    }

    @BothDatabases
    void aKeyThatCannotBeKeptChangesNothing(Dialect dialect) throws IOException {
        var node = CredentialParts.node(folder.resolve("data/secrets.env"), OLD, dialect);
        Files.createFile(folder.resolve("data")); // no folder: to root, any folder can be written
        for (var change : new Runnable[] {
            () -> node.keys().stage(TAVUS, NEW), () -> node.keys().promote(TAVUS, NEW, WHO)
        }) assertThatThrownBy(change::run).isInstanceOf(Refused.class).hasMessageNotContaining(NEW.reveal());
        assertThat(node.keys().current(TAVUS).reveal()).isEqualTo(OLD);
        assertThat(node.records().of(TAVUS)).isEmpty();
    }

    private void assertPromoted(CredentialParts.Node node) {
        assertThat(node.keys().current(TAVUS)).isEqualTo(NEW);
        assertThat(node.keys().previous(TAVUS)).contains(Secret.of(OLD));
        assertThat(node.keys().staged(TAVUS, NEW.fingerprint())).isEmpty();
        assertThat(slot(node, NEW)).isEqualTo(Slot.CURRENT);
        assertThat(slot(node, Secret.of(OLD))).isEqualTo(Slot.PREVIOUS);
    }

    private static Slot slot(CredentialParts.Node node, Secret key) {
        return node.records().find(TAVUS, key.fingerprint()).orElseThrow().slot();
    }

    private CredentialParts.Node node(Dialect dialect) {
        return CredentialParts.node(file(), OLD, dialect);
    }

    private CredentialParts.Node another(Dialect dialect) {
        return CredentialParts.another(file(), OLD, BothDatabases.Shared.open(dialect));
    }

    private Path file() {
        return folder.resolve("secrets.env");
    }
}
