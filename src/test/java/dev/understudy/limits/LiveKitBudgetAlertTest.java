package dev.understudy.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.alert.Alert;
import dev.understudy.alert.AlertKind;
import dev.understudy.alert.Alerts;
import dev.understudy.common.Node;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.livekit.LiveKitParts;
import dev.understudy.session.Stores;
import dev.understudy.store.Dialect;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** People are told before the calls to LiveKit are used up, once, and that it is over. */
class LiveKitBudgetAlertTest {
    private final Stores stores = Stores.empty(Dialect.SQLITE);
    private final Alerts alerts = new Alerts(
            stores.db(),
            new TransactionTemplate(new DataSourceTransactionManager(
                    BothDatabases.Shared.open(Dialect.SQLITE).dataSource())),
            stores.clock());

    @Test
    void atEightyPercentOfAMinutesCallsAndUntilTwoMinutesWithFewer() {
        var budget = LiveKitParts.budget("16", stores.clock());
        var teller = new LiveKitBudgetAlert(budget, new Node("node1"), alerts, stores.clock());
        for (var quarter = 0; quarter < 3; quarter++) {
            stores.clock().pass(Duration.ofSeconds(15));
            LiveKitParts.call(budget, 4);
        }
        teller.tell();
        assertThat(alerts.open()).isEmpty();
        stores.clock().pass(Duration.ofSeconds(15));
        LiveKitParts.call(budget, 1);
        teller.tell();
        teller.tell();
        assertThat(alerts.open()).extracting(Alert::kind).containsExactly(AlertKind.LIVEKIT_BUDGET_LOW);
        assertThat(alerts.open().get(0).subject()).isEqualTo("node1");
        assertThat(alerts.open().get(0).detail()).startsWith("13 of 16 ");
        stores.clock().pass(Duration.ofMinutes(2));
        teller.tell();
        assertThat(alerts.open()).hasSize(1);
        stores.clock().pass(Duration.ofMillis(1));
        teller.tell();
        assertThat(alerts.open()).isEmpty();
    }

    /** Others use up the same project, or no limit is known here: LiveKit's refusals tell it. */
    @ParameterizedTest
    @ValueSource(strings = {"none", "800"})
    void whatLiveKitRefusesIsToldWhateverWasCountedHere(String calls) {
        var budget = LiveKitParts.budget(calls, stores.clock());
        var teller = new LiveKitBudgetAlert(budget, new Node("node1"), alerts, stores.clock());
        LiveKitParts.refuse(budget);
        teller.tell();
        assertThat(alerts.open()).extracting(Alert::kind).containsExactly(AlertKind.LIVEKIT_BUDGET_LOW);
        assertThat(alerts.open().get(0).detail()).startsWith("1 calls to LiveKit were refused within a minute");
        stores.clock().pass(Duration.ofMinutes(1));
        teller.tell();
        stores.clock().pass(Duration.ofMinutes(1).plusMillis(1));
        teller.tell();
        assertThat(alerts.open()).isEmpty();
    }

    @Test
    void withoutALimitNothingIsLow() {
        var budget = LiveKitParts.budget("none", stores.clock());
        LiveKitParts.call(budget, 5_000);
        new LiveKitBudgetAlert(budget, new Node("node1"), alerts, stores.clock()).tell();
        assertThat(alerts.open()).isEmpty();
    }
}
