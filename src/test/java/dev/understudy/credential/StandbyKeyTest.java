package dev.understudy.credential;

import static dev.understudy.credential.Provider.LIVEKIT;
import static dev.understudy.credential.Provider.TAVUS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.common.Secret;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.store.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A standby key waits beside the current one; every move is in the journal, whoever made it and whatever broke in between. */
class StandbyKeyTest {
    private static final String OLD = "sandbox-old";
    private static final Secret STANDBY = Secret.of("sandbox-standby");
    private static final By OPERATOR = new By("the operator", "for the night");
    private static final By FAILOVER = new By(By.FAILOVER, "401 on live traffic");
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    @BothDatabases
    void itIsKeptBesideTheCurrentOneAndNotUsed(Dialect dialect) {
        var node = node(dialect);
        node.keys().keepStandby(TAVUS, STANDBY, OPERATOR);
        assertThat(file()).hasContent("TAVUS_API_KEY_STANDBY=sandbox-standby");
        assertThat(node.keys().current(TAVUS).reveal()).isEqualTo(OLD);
        assertThat(node.keys().standby(TAVUS)).contains(STANDBY);
        assertThat(moves(node)).containsExactly("null>STANDBY sandbox-standby by the operator: for the night");
        assertThat(node.keys().forgetStandby(TAVUS, OPERATOR)).isTrue();
        assertThat(node.keys().forgetStandby(TAVUS, OPERATOR)).isFalse();
        assertThat(node.keys().standby(TAVUS)).isEmpty();
        assertThat(file()).hasContent("TAVUS_API_KEY_STANDBY=");
        assertThat(moves(node)).first().isEqualTo("STANDBY>null sandbox-standby by the operator: for the night");
    }

    @BothDatabases
    void itTakesTheCurrentOnesPlace(Dialect dialect) {
        var node = node(dialect);
        node.keys().keepStandby(TAVUS, STANDBY, OPERATOR);
        node.clock().pass(SECOND);
        assertThat(node.keys().promoteStandby(TAVUS, "00000000", FAILOVER)).isFalse();
        assertThat(node.keys().promoteStandby(TAVUS, STANDBY.fingerprint(), FAILOVER))
                .isTrue();
        assertThat(node.keys().promoteStandby(TAVUS, STANDBY.fingerprint(), FAILOVER))
                .isFalse();
        assertThat(node.keys().current(TAVUS)).isEqualTo(STANDBY);
        assertThat(node.keys().previous(TAVUS)).contains(Secret.of(OLD));
        assertThat(node.keys().standby(TAVUS)).isEmpty();
        assertThat(moves(node).subList(0, 2))
                .containsExactlyInAnyOrder(
                        "STANDBY>CURRENT sandbox-standby by failover: 401 on live traffic",
                        "CURRENT>PREVIOUS sandbox-old by failover: 401 on live traffic");
        assertThat(node.events()).containsExactly(new KeyPromoted(TAVUS, STANDBY.fingerprint(), "401 on live traffic"));
        assertThat(node.database()
                        .jdbc()
                        .sql("select outcome from audit where who = 'failover' and subject = ?")
                        .param("tavus " + STANDBY.fingerprint())
                        .query(String.class)
                        .list())
                .containsExactly("standby to current");
    }

    @BothDatabases
    void aRotationToItLeavesNoStandby(Dialect dialect) {
        var node = node(dialect);
        node.keys().keepStandby(TAVUS, STANDBY, OPERATOR);
        node.keys().stage(TAVUS, STANDBY);
        assertThat(node.keys().promote(TAVUS, STANDBY.fingerprint(), OPERATOR)).isTrue();
        assertThat(node.keys().standby(TAVUS)).isEmpty();
        assertThat(node.moves().standbyUsed(TAVUS))
                .as("nobody took it over by itself")
                .isEmpty();
    }

    @BothDatabases
    void whatACrashKeptOutOfTheJournalIsWrittenByWhoeverLooksNextHoweverLate(Dialect dialect) {
        var node = node(dialect);
        node.keys().keepStandby(TAVUS, STANDBY, OPERATOR);
        var store = node.database();
        var journal = new SlotJournal(
                store.jdbc(),
                CredentialParts.transaction(store),
                node.records(),
                node.moves(),
                new dev.understudy.audit.Audit(store.jdbc(), node.clock()),
                node.clock());
        journal.announce(
                TAVUS, FAILOVER, STANDBY.fingerprint()); // and the file is written, and then the process is killed
        new SecretsFile(new CredentialSettings(file()), node.clock())
                .change(env -> SlotLines.promoted(env, TAVUS, STANDBY, Secret.of(OLD)));
        var next = another(dialect);
        next.clock().pass(Duration.ofHours(9));
        next.watch().look();
        next.watch().look();
        assertThat(next.moves().failoverTo(TAVUS, STANDBY.fingerprint())).isPresent();
        assertThat(moves(next)).hasSize(3).first().asString().contains("by failover: 401 on live traffic");
        assertThat(next.alerts().open())
                .as("people are told all the same, once")
                .singleElement()
                .satisfies(alert -> assertThat(alert.count()).isEqualTo(1));
    }

    @BothDatabases
    void whatIsWrittenByHandLaterIsNotTakenForAnOldRepetition(Dialect dialect) throws IOException {
        var node = node(dialect);
        node.keys().keepStandby(TAVUS, STANDBY, OPERATOR);
        node.keys().keepStandby(TAVUS, STANDBY, OPERATOR); // changes nothing
        write("TAVUS_API_KEY=sandbox-standby\n");
        node.clock().pass(SECOND);
        node.watch().look();
        assertThat(moves(node)).first().asString().contains("by somebody");
    }

    @BothDatabases
    void whatSomebodyWritesByHandIsUsedWithinASecondAndJournaled(Dialect dialect) throws IOException {
        var node = node(dialect);
        var watch = node.watch();
        watch.look();
        write("TAVUS_API_KEY=sandbox-by-hand\nTAVUS_API_KEY_STANDBY=sandbox-standby\n");
        node.clock().pass(SECOND);
        assertThat(node.keys().current(TAVUS).reveal()).isEqualTo("sandbox-by-hand");
        assertThat(node.keys().standby(TAVUS)).contains(STANDBY);
        watch.look();
        watch.look();
        assertThat(moves(node))
                .containsExactlyInAnyOrder(
                        "null>CURRENT sandbox-by-hand by somebody: the secrets file was changed",
                        "null>STANDBY sandbox-standby by somebody: the secrets file was changed");
        assertThat(node.events()).hasSize(1).first().isInstanceOf(KeyPromoted.class);
    }

    @BothDatabases
    void aFileThatIsLostReplacesNoKey(Dialect dialect) throws IOException {
        var node = CredentialParts.node(file(), "sandbox-standby", dialect);
        node.keys().promote(TAVUS, STANDBY, OPERATOR);
        Files.delete(file());
        node.clock().pass(SECOND);
        node.watch().look();
        assertThat(node.keys().current(TAVUS)).as("it is the configured one").isEqualTo(STANDBY);
        assertThat(moves(node)).as("only the first").hasSize(1);
    }

    @Test
    void liveKitsPairStandsInTwoLinesThatChangeTogether() {
        var node = node(Dialect.SQLITE);
        var pair = new KeyPair("APInew", Secret.of("secret-new"));
        node.keys().keepStandby(LIVEKIT, pair.asOne(), OPERATOR);
        assertThat(file()).hasContent("LIVEKIT_API_KEY_STANDBY=APInew\nLIVEKIT_API_SECRET_STANDBY=secret-new");
        assertThat(node.keys().standby(LIVEKIT)).contains(pair.asOne());
        node.keys().promoteStandby(LIVEKIT, pair.asOne().fingerprint(), OPERATOR);
        assertThat(file()).content().contains("LIVEKIT_API_KEY=APInew\nLIVEKIT_API_SECRET=secret-new\n");
        assertThat(KeyPair.of(node.keys().current(LIVEKIT))).isEqualTo(pair);
        assertThat(node.keys().standby(LIVEKIT)).isEmpty();
    }

    @Test
    void ofLiveKitsPairBothAreForgotten() {
        var node = node(Dialect.SQLITE);
        node.keys().keepStandby(LIVEKIT, Secret.of("APInew:secret-new"), OPERATOR);
        node.keys().forgetStandby(LIVEKIT, OPERATOR);
        assertThat(file()).hasContent("LIVEKIT_API_KEY_STANDBY=\nLIVEKIT_API_SECRET_STANDBY=");
    }

    @Test
    void halfAPairIsNoKey() throws IOException {
        write("LIVEKIT_API_SECRET=secret-alone\n");
        assertThat(node(Dialect.SQLITE).keys().current(LIVEKIT).isEmpty()).isTrue();
    }

    /** The newest first, as "from>to key by who: why". */
    private static List<String> moves(CredentialParts.Node node) {
        var names = List.of(OLD, STANDBY.reveal(), "sandbox-by-hand");
        return node.moves().of(TAVUS, 10).stream()
                .map(move -> move.from() + ">" + move.to() + " "
                        + names.stream()
                                .filter(name -> Secret.of(name).fingerprint().equals(move.fingerprint()))
                                .findFirst()
                                .orElse("?")
                        + " by " + move.who() + ": " + move.why())
                .toList();
    }

    private void write(String text) throws IOException {
        Files.writeString(file(), text);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
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
