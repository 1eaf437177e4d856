package dev.understudy.session;

import static dev.understudy.session.FaceSettings.Provider.AUDIO;
import static dev.understudy.session.FaceSettings.Provider.TAVUS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.store.Dialect;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The switch for everyone: it holds at once where it is moved, within a second on all nodes, and after a restart. */
class SwitchTest {
    private final Stores stores = Stores.empty(Dialect.SQLITE);

    @Test
    void itStandsAsConfiguredUntilItIsMoved() {
        assertThat(node().position()).isEqualTo(TAVUS);
    }

    @Test
    void movedItHoldsAtOnceAndAfterARestart() {
        var here = node();
        assertThat(here.position()).isEqualTo(TAVUS);
        here.move(AUDIO);
        assertThat(here.position()).isEqualTo(AUDIO);
        assertThat(node().position()).isEqualTo(AUDIO);
        here.move(TAVUS);
        assertThat(node().position()).isEqualTo(TAVUS);
    }

    @Test
    void anotherNodeFollowsWithinASecond() {
        var here = node();
        var there = node();
        assertThat(there.position()).isEqualTo(TAVUS);
        here.move(AUDIO);
        stores.clock().pass(Duration.ofMillis(999));
        assertThat(there.position()).as("not asked at each turn of each room").isEqualTo(TAVUS);
        stores.clock().pass(Duration.ofMillis(1));
        assertThat(there.position()).isEqualTo(AUDIO);
    }

    @Test
    void itsOwnMoveIsNotReadBackFromTheStoreForASecond() {
        var here = node();
        here.move(AUDIO);
        stores.settings().put("avatar", "tavus");
        stores.clock().pass(Duration.ofMillis(999));
        assertThat(here.position()).isEqualTo(AUDIO);
    }

    private Switch node() {
        return new Switch(stores.settings(), Times.faces(), stores.clock());
    }
}
