package dev.understudy.credential;

import static dev.understudy.credential.Provider.TAVUS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.alert.Alert;
import dev.understudy.alert.AlertKind;
import dev.understudy.common.Secret;
import dev.understudy.store.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A standby key that waits for a file that cannot be written: when it is tried again, and when people need not know any more. */
class SlotWatchTest {
    private static final Secret OLD = Secret.of("sandbox-old");
    private static final Secret STANDBY = Secret.of("sandbox-standby");

    @TempDir
    Path folder;

    private CredentialParts.Node node;
    private SlotWatch watch;

    @BeforeEach
    void open() {
        node = CredentialParts.node(folder.resolve("secrets.env"), OLD.reveal(), Dialect.SQLITE);
        node.keys().keepStandby(TAVUS, STANDBY, new By("the operator", "for the night"));
        watch = node.watch();
    }

    @Test
    void aFileThatCannotBeWrittenIsTriedAgainAfterTenSecondsAndNotBefore() throws IOException {
        var obstacle = stuck();
        for (var time = 0; time < 5; time++) watch.look();
        assertThat(told()).isEqualTo(1);
        node.clock().pass(Duration.ofSeconds(10).minusMillis(1));
        watch.look();
        assertThat(told()).isEqualTo(1);
        node.clock().pass(Duration.ofMillis(1));
        watch.look();
        assertThat(told()).isEqualTo(2);
        Files.delete(obstacle);
        node.clock().pass(Duration.ofSeconds(10));
        watch.look();
        assertThat(node.keys().current(TAVUS)).isEqualTo(STANDBY);
        assertThat(told()).isZero();
    }

    @Test
    void whenTheKeyIsGoodAgainThereIsNothingToTell() throws IOException {
        stuck();
        watch.look();
        hear(Verdict.VALID);
        watch.look();
        assertThat(told()).isZero();
    }

    @Test
    void whatAnEarlierProcessToldIsOverWhenNothingIsStuck() {
        node.alerts().raise(AlertKind.SECRETS_NOT_WRITABLE, "tavus", "of an earlier process");
        watch.look();
        assertThat(told()).isZero();
        node.alerts().raise(AlertKind.SECRETS_NOT_WRITABLE, "tavus", "somebody else is stuck");
        watch.look();
        assertThat(told()).as("it was not this one").isEqualTo(1);
    }

    @Test
    void thatTheStandbyKeyWasUsedIsOverWhenAnotherKeyIsTheCurrentOne() {
        watch.look();
        hear(Verdict.REJECTED);
        watch.look();
        assertThat(open(AlertKind.STANDBY_USED)).isTrue();
        node.clock().pass(Duration.ofSeconds(2));
        watch.look();
        assertThat(open(AlertKind.STANDBY_USED)).as("it is true still").isTrue();
        node.keys().promote(TAVUS, Secret.of("sandbox-third"), new By("the operator", "rotated"));
        node.clock().pass(Duration.ofSeconds(2));
        watch.look();
        assertThat(node.keys().current(TAVUS)).isEqualTo(Secret.of("sandbox-third"));
        assertThat(open(AlertKind.STANDBY_USED)).isFalse();
    }

    private boolean open(AlertKind kind) {
        return node.alerts().open().stream().anyMatch(alert -> alert.kind() == kind);
    }

    private Path stuck() throws IOException {
        watch.look();
        hear(Verdict.REJECTED);
        return Files.createDirectories(folder.resolve("secrets.env.part/in-the-way"));
    }

    private void hear(Verdict verdict) {
        node.judgements().heard(new Judgements.Word(TAVUS, OLD.fingerprint(), verdict, "HTTP 000", Source.TRAFFIC));
    }

    /** How often people were told that the file cannot be written; 0 when it is over. */
    private long told() {
        return node.alerts().open().stream()
                .filter(alert -> alert.kind() == AlertKind.SECRETS_NOT_WRITABLE)
                .mapToLong(Alert::count)
                .sum();
    }
}
