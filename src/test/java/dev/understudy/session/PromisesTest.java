package dev.understudy.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.common.Refused;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.store.Dialect;
import dev.understudy.token.AgentWish;
import dev.understudy.token.TokenRequest;
import dev.understudy.token.TokenRequest.Form;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What tokens promised of the room's agent, the same on both databases. */
class PromisesTest {
    private static final AgentWish GOLD = new AgentWish(null, null, "{}", Map.of("tier", "gold", "a", "b"), "staging");
    private static final AgentWish TIN = new AgentWish(null, null, null, Map.of("tier", "tin"), null);

    @BothDatabases
    void theNextSessionOfTheRoomGrantsItWhoeverComesFirst(Dialect dialect) {
        var promises = Stores.empty(dialect).promises();
        promises.keep(token("ann", GOLD));
        assertThat(promises.take("other", List.of("ann"))).isEmpty();
        assertThat(promises.take("r", List.of("bob"))).contains(GOLD);
    }

    @BothDatabases
    void laterOnesGrantItWhileItsHolderIsThereAndToNobodyElse(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var promises = stores.promises();
        promises.keep(token("ann", GOLD));
        promises.take("r", List.of());
        assertThat(promises.take("r", List.of("bob"))).isEmpty();
        stores.clock().pass(Duration.ofMinutes(16));
        assertThat(promises.take("r", List.of("bob", "ann"))).contains(GOLD);
        stores.clock().pass(Duration.ofMillis(1));
        assertThat(promises.take("r", List.of("ann"))).isEmpty();
    }

    @BothDatabases
    void theNewestOfAnIdentityCountsAndOneThatWantsNothingChangesNothing(Dialect dialect) {
        var promises = Stores.empty(dialect).promises();
        promises.keep(token("ann", GOLD));
        promises.keep(token("ann", TIN));
        promises.keep(token("ann", AgentWish.NONE));
        assertThat(promises.take("r", List.of())).contains(TIN);
    }

    /** A room has one agent: who comes second with something else is told so, and nothing that was accepted is lost. */
    @BothDatabases
    void anotherIdentityIsPromisedTheSameOrNothing(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var promises = stores.promises();
        promises.keep(token("ann", GOLD));
        promises.keep(token("bob", GOLD));
        assertThatThrownBy(() -> promises.keep(token("eve", TIN)))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.problem())
                        .returns(409, problem -> problem.status())
                        .returns("agent-data-late", problem -> problem.code()));
        stores.clock().pass(Duration.ofMinutes(17));
        promises.keep(token("eve", TIN));
        assertThat(promises.take("r", List.of("eve"))).contains(TIN);
    }

    private static TokenRequest token(String identity, AgentWish wish) {
        return new TokenRequest("r", identity, identity, null, Map.of(), Form.STANDARD, wish);
    }
}
