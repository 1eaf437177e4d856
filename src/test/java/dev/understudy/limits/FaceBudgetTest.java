package dev.understudy.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understudy.access.AccessSettings;
import dev.understudy.access.AccessSettings.Mode;
import dev.understudy.common.Secret;
import dev.understudy.livekit.Participant;
import dev.understudy.livekit.Participant.Kind;
import dev.understudy.livekit.RoomView;
import dev.understudy.session.Session;
import dev.understudy.session.Stores;
import dev.understudy.store.Dialect;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** There are as many faces as may be, and the one too many is told which limit says no. */
class FaceBudgetTest {
    private final Stores stores = Stores.empty(Dialect.SQLITE);
    private int number;

    @Test
    void atOnceThereAreAsManyAsMayAndOneThatEndsMakesRoom() {
        var budget = budget(Mode.OPEN, Map.of("conversations", 2));
        var first = session();
        budget.take(first, with("a", ""));
        budget.take(session(), with("b", ""));
        assertThat(refused(budget, with("c", ""))).isEqualTo("conversations");
        assertThatCode(() -> budget.take(first, with("a", ""))).doesNotThrowAnyException(); // it has its place
        stores.end(first.id());
        assertThat(refused(budget, with("c", ""))).isNull();
    }

    @Test
    void anHourAndADayHaveTheirShareThoughAllOfThemAreOver() {
        var budget = budget(Mode.OPEN, Map.of("conversations-per-hour", 2, "conversations-per-day", 3));
        for (var i = 0; i < 2; i++) {
            var session = session();
            budget.take(session, with("a", ""));
            stores.end(session.id());
        }
        assertThat(refused(budget, with("a", ""))).isEqualTo("conversations-per-hour");
        stores.clock().pass(Duration.ofHours(1));
        assertThat(refused(budget, with("a", ""))).isNull();
        assertThat(refused(budget, with("a", ""))).isEqualTo("conversations-per-day");
    }

    @Test
    void oneNameOrOneAddressHasNoMoreThanItsShareAndOthersAreNotHurt() {
        var budget = budget(Mode.OPEN, Map.of("sessions-per-identity", 1, "conversations-per-address", 2));
        assertThat(refused(budget, with("ann", "here"))).isNull();
        assertThat(refused(budget, with("ann", "here"))).isEqualTo("sessions-per-identity");
        assertThat(refused(budget, with("bob", "here"))).isNull();
        assertThat(refused(budget, with("eve", "here"))).isEqualTo("conversations-per-address");
        assertThat(refused(budget, with("eve", "there"))).isNull();
        assertThat(refused(budget, with("by a token of somebody else's", ""))).isNull();
    }

    @Test
    void whereCallersProveWhoTheyAreNeitherNamesNorAddressesCount() {
        var budget = budget(Mode.BEARER, Map.of("sessions-per-identity", 1, "conversations-per-address", 1));
        for (var i = 0; i < 3; i++)
            assertThat(refused(budget, with("ann", "here"))).isNull();
    }

    private String refused(FaceBudget budget, RoomView view) {
        var used = catchThrowableOfType(FaceBudgetUsed.class, () -> budget.take(session(), view));
        return used == null ? null : used.limit();
    }

    private Session session() {
        number++;
        return stores.open("s" + number, "room-" + number);
    }

    private static RoomView with(String identity, String mark) {
        return new RoomView(List.of(
                new Participant("late", "PA_2", Kind.USER, 2, false, Map.of("understudy.caller", "late")),
                new Participant(identity, "PA_1", Kind.USER, 1, false, Map.of("understudy.caller", mark))));
    }

    private FaceBudget budget(Mode mode, Map<String, Object> limits) {
        var oidc = new AccessSettings.Oidc(null, null, Duration.ZERO);
        var access = new AccessSettings(mode, Secret.of("operator"), null, false, List.of(), oidc);
        return new FaceBudget(
                Limits.of(limits), access, stores.conversations(), new LimitNews(new SimpleMeterRegistry()));
    }
}
