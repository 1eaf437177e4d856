package dev.understudy.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.alert.Alert;
import dev.understudy.alert.AlertKind;
import dev.understudy.alert.Alerts;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.session.ConversationLedger.Whom;
import dev.understudy.session.Stores;
import dev.understudy.store.Dialect;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** People are told of a limit once, and that it is over; and of a day's faces before they are gone. */
class LimitAlertsTest {
    private final Stores stores = Stores.empty(Dialect.SQLITE);
    private final LimitNews news = new LimitNews(new SimpleMeterRegistry());
    private final Alerts alerts = new Alerts(
            stores.db(),
            new TransactionTemplate(new DataSourceTransactionManager(
                    BothDatabases.Shared.open(Dialect.SQLITE).dataSource())),
            stores.clock());

    @Test
    void aLimitThatRefusesIsToldOnceAndOverAfterTenQuietMinutes() {
        var teller = teller(Map.of());
        news.reached("tokens-per-minute");
        news.reached("tokens-per-minute");
        teller.tellReached();
        stores.clock().pass(Duration.ofMinutes(9));
        news.reached("tokens-per-minute");
        teller.tellReached();
        assertThat(alerts.open()).hasSize(1);
        assertThat(alerts.open().get(0).count()).isEqualTo(3);
        stores.clock().pass(Duration.ofMinutes(10));
        teller.tellReached();
        assertThat(alerts.open()).hasSize(1);
        stores.clock().pass(Duration.ofMillis(1));
        teller.tellReached();
        assertThat(alerts.open()).isEmpty();
    }

    @Test
    void atEightyPercentOfADaysFacesPeopleAreToldOnceUntilThereAreFewer() {
        var teller = teller(Map.of("conversations-per-day", 5));
        ask(3);
        teller.tellBudget();
        assertThat(alerts.open()).isEmpty();
        ask(1);
        teller.tellBudget();
        teller.tellBudget();
        assertThat(alerts.open()).extracting(Alert::kind).containsExactly(AlertKind.BUDGET_NEARLY_USED);
        assertThat(alerts.open().get(0).detail()).startsWith("4 of 5 ");
        assertThat(alerts.open().get(0).count()).isEqualTo(1);
        stores.clock().pass(Duration.ofDays(1));
        teller.tellBudget();
        assertThat(alerts.open()).isEmpty();
    }

    @Test
    void withoutALimitNothingIsNearlyUsed() {
        ask(9);
        teller(Map.of()).tellBudget();
        assertThat(alerts.open()).isEmpty();
    }

    private void ask(int times) {
        var before = stores.conversations().counts().day();
        for (var i = before; i < before + times; i++)
            stores.conversations().enter("s" + i, 1, Whom.NOBODY, counts -> true);
    }

    private LimitAlerts teller(Map<String, Object> limits) {
        return new LimitAlerts(Limits.of(limits), news, stores.conversations(), alerts, stores.clock());
    }
}
