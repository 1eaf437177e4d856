package dev.understudy.credential;

import static dev.understudy.credential.Provider.TAVUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.alert.AlertKind;
import dev.understudy.common.Refused;
import dev.understudy.common.Secret;
import dev.understudy.store.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The standby key serves, and cannot be put into its place; and what is written down of that, and of what others do. */
class FailoverTroubleTest {
    private static final Secret OLD = Secret.of("sandbox-old");
    private static final Secret STANDBY = Secret.of("sandbox-standby");
    private static final By OPERATOR = new By("the operator", "for the night");

    @TempDir
    Path folder;

    private CredentialParts.Node node;

    @BeforeEach
    void withStandby() {
        node = CredentialParts.node(folder.resolve("secrets.env"), OLD.reveal(), Dialect.SQLITE);
        node.keys().keepStandby(TAVUS, STANDBY, OPERATOR);
    }

    @Test
    void aFileThatCannotBeWrittenIsToldAndTriedAgain() throws IOException {
        var failover = node.failover();
        var obstacle = Files.createDirectories(folder.resolve("secrets.env.part/in-the-way"));
        failover.taken(TAVUS, STANDBY.fingerprint(), Source.TRAFFIC);
        assertThat(failover.replace(TAVUS, OLD.fingerprint(), "401")).isFalse();
        assertThat(node.keys().current(TAVUS)).isEqualTo(OLD);
        assertThat(node.alerts().open()).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(AlertKind.SECRETS_NOT_WRITABLE);
            assertThat(alert.count()).isEqualTo(2);
            assertThat(alert.detail())
                    .contains(
                            "the standby key " + STANDBY.fingerprint() + " is used, but cannot",
                            "UNDERSTUDY_SECRETS_FILE");
        });
        Files.delete(obstacle);
        assertThat(failover.replace(TAVUS, OLD.fingerprint(), "401")).isTrue();
        assertThat(node.keys().current(TAVUS)).isEqualTo(STANDBY);
        assertThat(node.alerts().open()).singleElement().satisfies(alert -> assertThat(alert.kind())
                .isEqualTo(AlertKind.STANDBY_USED));
    }

    @Test
    void aStoreThatFailsIsTriedAgainToo() {
        var failover = node.failover();
        var store = node.database().jdbc();
        store.sql("alter table credential_change rename to away").update();
        try {
            failover.taken(TAVUS, STANDBY.fingerprint(), Source.TRAFFIC);
            assertThat(failover.replace(TAVUS, OLD.fingerprint(), "401")).isFalse();
        } finally {
            store.sql("alter table away rename to credential_change").update();
        }
        assertThat(failover.replace(TAVUS, OLD.fingerprint(), "401")).isTrue();
    }

    @Test
    void thereIsNothingToReplaceForAnotherKeyOrWithoutAStandbyKey() {
        assertThat(node.failover().replace(TAVUS, "00000000", "401")).isTrue();
        node.keys().forgetStandby(TAVUS, OPERATOR);
        assertThat(node.failover().replace(TAVUS, OLD.fingerprint(), "401")).isTrue();
        assertThat(node.keys().current(TAVUS)).isEqualTo(OLD);
    }

    @Test
    void aKeyInTwoSlotsIsNotTriedTwice() throws IOException {
        write("TAVUS_API_KEY=sandbox-standby\nTAVUS_API_KEY_STANDBY=sandbox-standby\n");
        assertThat(node.failover().instead(TAVUS, STANDBY.fingerprint())).isEmpty();
    }

    @Test
    void whatIsHeardInUseIsWrittenDown() {
        var failover = node.failover();
        failover.unclear(TAVUS, OLD.fingerprint(), "HTTP 403", Source.GATEWAY);
        failover.taken(TAVUS, OLD.fingerprint(), Source.TRAFFIC);
        failover.refused(TAVUS, OLD.fingerprint(), "HTTP 401", Source.GATEWAY);
        assertThat(new KeyWords(node.database().jdbc(), node.clock()).newest(TAVUS, 9))
                .extracting(heard -> heard.word().verdict() + " " + heard.word().reason())
                .containsExactlyInAnyOrder("UNKNOWN HTTP 403", "VALID taken", "REJECTED HTTP 401");
    }

    @Test
    void whatSomebodyWritesAfterAChangeThatFailedIsHisOwnDoing() throws IOException {
        var obstacle = Files.createDirectories(folder.resolve("secrets.env.part/in-the-way"));
        var next = Secret.of("sandbox-next");
        assertThatThrownBy(() -> node.keys().promote(TAVUS, next, OPERATOR)).isInstanceOf(Refused.class);
        Files.delete(obstacle);
        write("TAVUS_API_KEY=sandbox-next\n");
        node.watch().look();
        assertThat(whoMoved(next)).containsExactly("somebody");
    }

    @Test
    void whatWasAnnouncedAndNeverDoneIsNobodysReasonTenMinutesLater() throws IOException {
        announce();
        node.clock().pass(Duration.ofMinutes(10));
        write("TAVUS_API_KEY=sandbox-next\n");
        node.watch().look();
        assertThat(whoMoved(Secret.of("sandbox-next"))).containsExactly("somebody");
    }

    @Test
    void withinTenMinutesItIs() throws IOException {
        announce();
        node.clock().pass(Duration.ofMinutes(10).minusMillis(1));
        write("TAVUS_API_KEY=sandbox-next\n");
        node.watch().look();
        assertThat(whoMoved(Secret.of("sandbox-next"))).containsExactly("the operator");
    }

    private void announce() {
        var store = node.database();
        new SlotJournal(
                        store.jdbc(),
                        CredentialParts.transaction(store),
                        node.records(),
                        node.moves(),
                        new dev.understudy.audit.Audit(store.jdbc(), node.clock()),
                        node.clock())
                .announce(TAVUS, OPERATOR, "00000000");
    }

    private List<String> whoMoved(Secret key) {
        return node.moves().of(TAVUS, 9).stream()
                .filter(move -> move.fingerprint().equals(key.fingerprint()))
                .map(Move::who)
                .toList();
    }

    private void write(String text) throws IOException {
        var file = folder.resolve("secrets.env");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
