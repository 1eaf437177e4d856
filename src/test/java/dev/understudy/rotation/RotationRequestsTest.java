package dev.understudy.rotation;

import static dev.understudy.credential.Provider.TAVUS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.common.Refused;
import dev.understudy.credential.By;
import dev.understudy.credential.KeyJudged;
import dev.understudy.credential.Source;
import dev.understudy.credential.Verdict;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** What an operator may ask for, and what becomes of a key that is good. */
class RotationRequestsTest {
    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void begin() {
        desk = new Desk(folder);
    }

    @Test
    void theKeyIsTakenOutOfTheBodyAndGoesOnHidden() {
        var exchange = read("{'provider':'tavus','key':'sandbox-unit-new','why':'it leaked'}");
        assertThat(exchange.getMessage().getBody()).isNull();
        assertThat(exchange.getProperty("provider")).isEqualTo(TAVUS);
        assertThat(exchange.getProperty("key")).isEqualTo(Desk.KEY);
        assertThat(exchange.getProperty("asked")).isEqualTo(desk.asked());
        assertThat(exchange.getProperty("dryRun")).isEqualTo(false);
    }

    @Test
    void aDryRunIsReadWhileARotationIsOpenAndNothingElseIs() {
        desk.node.open("r1");
        assertThat(read("{'provider':'tavus','key':'a','dryRun':true}").getProperty("dryRun"))
                .isEqualTo(true);
        assertThat(Desk.refusal(() -> read("{'provider':'tavus','key':'a','dryRun':false}")))
                .isEqualTo("409 rotation-open");
        assertThat(Desk.refusal(() -> read("{'provider':'tavus','key':'a','dryRun':'yes'}")))
                .isEqualTo("422 wrong-type dryRun");
    }

    @Test
    void whoSaysNoReasonAskedByApi() {
        var asked = read("{'provider':'tavus','key':'sandbox-unit-new'}")
                .getProperty("asked", RotationRequests.Asked.class);
        assertThat(asked.why()).isEqualTo("asked for by API");
    }

    @Test
    void theStandbyKeyCanBeTakenInsteadOfOneThatIsSent() {
        assertThat(Desk.refusal(() -> read("{'provider':'tavus','from':'standby'}")))
                .isEqualTo("422 no-standby from");
        desk.credentials.keys().keepStandby(TAVUS, Desk.KEY, new By("a test", "to have one"));
        assertThat(read("{'provider':'tavus','from':'standby'}").getProperty("key"))
                .isEqualTo(Desk.KEY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'key':'a'} | 422 missing-field provider",
                "{'provider':'acme','key':'a'} | 422 unknown-provider provider",
                "{'provider':'tavus'} | 422 missing-field key",
                "{'provider':'tavus','key':'a','hosts':1} | 422 unknown-field hosts",
                "{'provider':'tavus','from':'thin air'} | 422 unknown-source from",
                "{'provider':'tavus','from':'standby','key':'a'} | 422 unknown-field key",
                "{'provider':'tavus','from':'standby','secret':'a'} | 422 unknown-field key",
                "[] | 400 malformed-json"
            },
            quoteCharacter = '§')
    void whatIsNotUnderstoodIsRefusedByItsField(String sent, String refusal) {
        assertThat(Desk.refusal(() -> read(sent))).isEqualTo(refusal);
    }

    @Test
    void whileOneIsOpenNoKeyIsEvenTried() {
        desk.node.open("r1");
        assertThat(Desk.refusal(() -> read("{'provider':'tavus','key':'sandbox-unit-new'}")))
                .isEqualTo("409 rotation-open");
    }

    @Test
    void aLocalFileThatCouldNotBeChangedInTheEndIsToldBeforeAnythingIsDone() {
        var settings = RotationParts.settings(folder.resolve("missing.env"), RotationParts.TARGET);
        var file = new LocalEnvFile(desk.node.steps(), desk.credentials.keys(), settings);
        assertThat(Desk.refusal(() -> requests(file)
                        .read(
                                Desk.json("{'provider':'tavus','key':'sandbox-unit-new'}"),
                                new MockHttpServletRequest(),
                                Desk.exchange())))
                .isEqualTo("422 local-env-file-refused");
    }

    @Test
    void aGoodKeyIsNotedAsGoodAndBecomesARotationThatCanBeLookedAt() {
        var reply = requests().open(desk.asked(), Desk.KEY, Verdict.VALID, "HTTP 200");
        var rotation = desk.node.rotations().open().orElseThrow();
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.location()).isEqualTo("/api/rotations/" + rotation.id());
        assertThat(reply.body()).isEqualTo(desk.views().of(rotation));
        assertThat(desk.credentials.events())
                .contains(new KeyJudged(TAVUS, Desk.KEY.fingerprint(), Verdict.VALID, Source.CHECK));
        assertThat(desk.node.journal().of(rotation.id()).get(0).observed()).endsWith("is good: HTTP 200");
    }

    @Test
    void aKeyThatIsNotGoodBecomesNone() {
        Assertions.assertThatThrownBy(() -> requests().open(desk.asked(), Desk.KEY, Verdict.REJECTED, "HTTP 401"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem().title()).isEqualTo("Tavus does not accept this key"));
        assertThat(desk.node.rotations().open()).isEmpty();
        assertThat(desk.credentials.events()).isEmpty();
    }

    private Exchange read(String sent) {
        var exchange = Desk.exchange();
        requests().read(Desk.json(sent), new MockHttpServletRequest(), exchange);
        return exchange;
    }

    private RotationRequests requests() {
        return requests(new LocalEnvFile(desk.node.steps(), desk.credentials.keys(), RotationParts.settings(null)));
    }

    private RotationRequests requests(LocalEnvFile file) {
        return new RotationRequests(
                desk.opening(),
                desk.credentials.keys(),
                desk.credentials.judgements(),
                file,
                desk.views(),
                Desk.access(),
                desk.credentials.clock());
    }
}
