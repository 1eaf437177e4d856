package dev.understudy.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.AtOnce;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.operator.Idempotency.Earlier;
import dev.understudy.session.Stores;
import dev.understudy.store.Dialect;

/** Which session a key got, the same on both databases. */
class IdempotencyTest {
    @BothDatabases
    void aKeyKeepsItsFirstSession(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var keys = new Idempotency(stores.db(), stores.clock());
        assertThat(keys.find("k1")).isEmpty();
        keys.keep("k1", stores.open("s1", "a"));
        keys.keep("k1", stores.open("s2", "b"));
        assertThat(keys.find("k1")).contains(new Earlier("a", "s1"));
    }

    @BothDatabases
    void ofManyAtTheSameMomentTheFirstCountsForAll(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var keys = new Idempotency(stores.db(), stores.clock());
        var found = AtOnce.run(10, number -> {
            keys.keep("k1", stores.open("s" + number, "room" + number));
            return keys.find("k1").orElseThrow();
        });
        assertThat(found.stream().distinct()).hasSize(1);
    }

    @BothDatabases
    void aKeyIsForgottenWithTheSessionsOfItsTime(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var keys = new Idempotency(stores.db(), stores.clock());
        keys.keep("k1", stores.open("s1", "a"));
        stores.sessions().forget(stores.clock().millis() + 1);
        assertThat(keys.find("k1")).isEmpty();
    }
}
