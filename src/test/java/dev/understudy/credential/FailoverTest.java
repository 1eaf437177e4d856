package dev.understudy.credential;

import static dev.understudy.alert.AlertKind.STANDBY_USED;
import static dev.understudy.credential.Provider.TAVUS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.alert.Alert;
import dev.understudy.common.Secret;
import dev.understudy.fixtures.AtOnce;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.store.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The current key is refused: what is tried instead, and what becomes of it. */
class FailoverTest {
    private static final Secret OLD = Secret.of("sandbox-old");
    private static final Secret STANDBY = Secret.of("sandbox-standby");
    private static final By OPERATOR = new By("the operator", "for the night");

    @TempDir
    Path folder;

    @Test
    void withoutAStandbyKeyNothingIsLeftToTry() {
        assertThat(refused(node(), OLD)).isEmpty();
    }

    @Test
    void theStandbyKeyIsTriedAndBecomesCurrentOnlyWhenItWasTaken() {
        var node = withStandby();
        assertThat(refused(node, OLD)).contains(STANDBY);
        assertThat(node.keys().current(TAVUS)).isEqualTo(OLD);
        node.failover().taken(TAVUS, STANDBY.fingerprint(), Source.TRAFFIC);
        assertThat(node.keys().current(TAVUS)).isEqualTo(STANDBY);
        assertThat(standbyUsed(node)).singleElement().satisfies(alert -> {
            assertThat(alert.subject()).isEqualTo("tavus");
            assertThat(alert.detail()).contains(STANDBY.fingerprint(), "a new standby key is needed");
        });
        assertThat(refused(node, STANDBY)).as("the previous one was refused").isEmpty();
    }

    @Test
    void aKeyThatWasTakenAndIsNoStandbyMovesNothing() {
        var node = withStandby();
        node.failover().taken(TAVUS, OLD.fingerprint(), Source.GATEWAY);
        assertThat(node.keys().current(TAVUS)).isEqualTo(OLD);
        assertThat(standbyUsed(node)).isEmpty();
    }

    @Test
    void whoStillHasTheOldKeyIsGivenTheNewOne() {
        var node = withStandby();
        var other = another();
        assertThat(other.keys().current(TAVUS)).isEqualTo(OLD);
        node.failover().taken(TAVUS, STANDBY.fingerprint(), Source.TRAFFIC);
        assertThat(other.failover().refused(TAVUS, OLD.fingerprint(), "401", Source.TRAFFIC))
                .contains(STANDBY);
    }

    @Test
    void aStandbyKeyThatIsRefusedTooIsNotTried() {
        var node = withStandby();
        node.records().judged(TAVUS, STANDBY.fingerprint(), Verdict.REJECTED);
        assertThat(refused(node, OLD)).isEmpty();
        node.failover().on(new KeyTurnedBad(TAVUS, OLD.fingerprint(), "401", Source.CHECK));
        assertThat(node.keys().current(TAVUS)).isEqualTo(OLD);
    }

    @BothDatabases
    void ofAHundredSessionsThatFindOutAtOnceOneMovesTheKeys(Dialect dialect) {
        var node = CredentialParts.node(file(), OLD.reveal(), dialect);
        node.keys().keepStandby(TAVUS, STANDBY, OPERATOR);
        var failover = node.failover();
        var given = AtOnce.run(100, number -> {
            var key = failover.refused(TAVUS, OLD.fingerprint(), "401", Source.TRAFFIC);
            failover.taken(TAVUS, STANDBY.fingerprint(), Source.TRAFFIC);
            return key.orElseThrow();
        });
        assertThat(given).containsOnly(STANDBY);
        assertThat(node.moves().of(TAVUS, 200)).hasSize(3);
        assertThat(node.events()).filteredOn(KeyPromoted.class::isInstance).hasSize(1);
        assertThat(standbyUsed(node)).singleElement().satisfies(alert -> assertThat(alert.count())
                .isEqualTo(1));
    }

    @ParameterizedTest
    @EnumSource(Source.class)
    void aKeyThatChecksFoundBadIsReplacedAtOnceAndTrafficTriesTheStandbyKeyItself(Source source) {
        var node = withStandby();
        node.failover().on(new KeyTurnedBad(TAVUS, "00000000", "401", source));
        assertThat(node.keys().current(TAVUS))
                .as("it is another key that is bad")
                .isEqualTo(OLD);
        node.failover().on(new KeyTurnedBad(TAVUS, OLD.fingerprint(), "401", source));
        var isTraffic = source == Source.TRAFFIC || source == Source.GATEWAY;
        assertThat(node.keys().current(TAVUS)).isEqualTo(isTraffic ? OLD : STANDBY);
    }

    @Test
    void aStandbyKeyThatComesAfterTheCurrentOneWasFoundBadTakesOverAtOnce() {
        var node = node();
        assertThat(refused(node, OLD)).isEmpty();
        var watch = node.watch();
        watch.look();
        node.keys().keepStandby(TAVUS, STANDBY, OPERATOR);
        watch.look();
        assertThat(node.keys().current(TAVUS)).isEqualTo(STANDBY);
        assertThat(standbyUsed(node)).hasSize(1);
        node.keys().keepStandby(TAVUS, Secret.of("sandbox-newest"), OPERATOR);
        watch.look();
        assertThat(standbyUsed(node)).as("there is one again").isEmpty();
        assertThat(node.keys().current(TAVUS)).isEqualTo(STANDBY);
    }

    @Test
    void oneRefusalWhenAskedIsNotEnough() {
        var node = withStandby();
        var word = new Judgements.Word(TAVUS, OLD.fingerprint(), Verdict.REJECTED, "401", Source.CHECK);
        node.judgements().heard(word);
        node.watch().look();
        assertThat(node.keys().current(TAVUS)).isEqualTo(OLD);
        node.clock().pass(Duration.ofSeconds(30));
        node.judgements().heard(word);
        node.watch().look();
        assertThat(node.keys().current(TAVUS)).isEqualTo(STANDBY);
    }

    private static java.util.Optional<Secret> refused(CredentialParts.Node node, Secret key) {
        return node.failover().refused(TAVUS, key.fingerprint(), "401", Source.TRAFFIC);
    }

    private static List<Alert> standbyUsed(CredentialParts.Node node) {
        return node.alerts().open().stream()
                .filter(alert -> alert.kind() == STANDBY_USED)
                .toList();
    }

    private CredentialParts.Node withStandby() {
        var node = node();
        node.keys().keepStandby(TAVUS, STANDBY, OPERATOR);
        return node;
    }

    private CredentialParts.Node node() {
        return CredentialParts.node(file(), OLD.reveal(), Dialect.SQLITE);
    }

    private CredentialParts.Node another() {
        return CredentialParts.another(file(), OLD.reveal(), BothDatabases.Shared.open(Dialect.SQLITE));
    }

    private Path file() {
        return folder.resolve("secrets.env");
    }
}
