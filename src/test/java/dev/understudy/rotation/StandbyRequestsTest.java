package dev.understudy.rotation;

import static dev.understudy.credential.Provider.TAVUS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.common.Secret;
import dev.understudy.credential.By;
import dev.understudy.credential.KeyJudged;
import dev.understudy.credential.Move;
import dev.understudy.credential.Slot;
import dev.understudy.credential.Source;
import dev.understudy.credential.Verdict;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** The key that waits: only a good one that is not in use, and who brought it, and who took it away, is remembered. */
class StandbyRequestsTest {
    private static final By BY = new By("the operator", "a spare one");

    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void begin() {
        desk = new Desk(folder);
    }

    @Test
    void theKeyIsTakenOutOfTheBodyAndGoesOnHidden() {
        var exchange = read("tavus", "{'key':'sandbox-unit-new','why':'a spare one'}");
        assertThat(exchange.getMessage().getBody()).isNull();
        assertThat(exchange.getProperty("provider")).isEqualTo(TAVUS);
        assertThat(exchange.getProperty("key")).isEqualTo(Desk.KEY);
        assertThat(exchange.getProperty("by")).isEqualTo(BY);
        assertThat(read("tavus", "{'key':'sandbox-unit-new'}").getProperty("by"))
                .isEqualTo(new By("the operator", "asked for by API"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "tavus | {'key':'sandbox-unit-old'} | 422 key-is-current key",
                "tavus | {'key':'a','from':'b'} | 422 unknown-field from",
                "acme | {'key':'a'} | 404 unknown-provider"
            })
    void whatCannotWaitIsRefused(String provider, String sent, String refusal) {
        assertThat(Desk.refusal(() -> read(provider, sent))).isEqualTo(refusal);
    }

    @Test
    void aGoodKeyIsKeptAndNotedAsGood() {
        var reply = requests().keep(TAVUS, Desk.KEY, BY, judged(Verdict.VALID, "HTTP 200"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body())
                .isEqualTo(Map.of("provider", "tavus", "slot", "standby", "fingerprint", Desk.KEY.fingerprint()));
        assertThat(desk.credentials.keys().standby(TAVUS)).contains(Desk.KEY);
        assertThat(desk.credentials.events())
                .containsExactly(new KeyJudged(TAVUS, Desk.KEY.fingerprint(), Verdict.VALID, Source.CHECK));
        assertThat(moved()).isEqualTo("null STANDBY the operator a spare one");
    }

    @ParameterizedTest
    @CsvSource({"REJECTED, 422 key-rejected key", "LIMITED, 422 key-limited key", "UNKNOWN, 503 key-not-proven"})
    void aKeyThatIsNotGoodIsNotKept(Verdict verdict, String refusal) {
        assertThat(Desk.refusal(() -> requests().keep(TAVUS, Desk.KEY, BY, judged(verdict, "HTTP 401"))))
                .isEqualTo(refusal);
        assertThat(Desk.refusal(() -> requests().keep(TAVUS, Desk.KEY, BY, Desk.exchange())))
                .as("nobody said anything")
                .isEqualTo("503 key-not-proven");
        assertThat(desk.credentials.keys().standby(TAVUS)).isEmpty();
    }

    @Test
    void itIsForgottenOnce() {
        desk.credentials.keys().keepStandby(TAVUS, Secret.of("sandbox-unit-new"), BY);
        var reply = requests().forget("tavus", new MockHttpServletRequest());
        assertThat(reply.body()).isEqualTo(Map.of("provider", "tavus", "slot", "standby"));
        assertThat(desk.credentials.keys().standby(TAVUS)).isEmpty();
        assertThat(moved()).isEqualTo("STANDBY null the operator asked for by API");
        assertThat(Desk.refusal(() -> requests().forget("tavus", new MockHttpServletRequest())))
                .isEqualTo("404 no-standby");
        assertThat(Desk.refusal(() -> requests().forget("acme", new MockHttpServletRequest())))
                .isEqualTo("404 unknown-provider");
    }

    private String moved() {
        Move move = desk.credentials.moves().of(TAVUS, 1).get(0);
        Slot from = move.from();
        return from + " " + move.to() + " " + move.who() + " " + move.why();
    }

    private static Exchange judged(Verdict verdict, String reason) {
        var exchange = Desk.exchange();
        exchange.setProperty("verdict", verdict);
        exchange.setProperty("verdictReason", reason);
        return exchange;
    }

    private Exchange read(String provider, String sent) {
        var exchange = Desk.exchange();
        requests().read(Desk.json(sent), provider, new MockHttpServletRequest(), exchange);
        return exchange;
    }

    private StandbyRequests requests() {
        return new StandbyRequests(desk.credentials.keys(), desk.credentials.judgements(), Desk.access());
    }
}
