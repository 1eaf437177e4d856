package dev.understudy.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.backend.Action.State;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.host.Guarded;
import dev.understudy.host.HostTrouble.ConnectionLost;
import dev.understudy.rotation.Setback.HandedOver;
import dev.understudy.store.Dialect;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A restart from its opening to its end: done only when that was seen, and nothing of it is left on the host. */
class RestartTest {
    private static final String BEFORE = "2026-01-01T00:00:00Z";
    private static final String AFTER = "2026-01-01T00:01:00Z";
    private static final String REGISTERED = "{\"message\":\"registered worker\",\"level\":\"INFO\",\"id\":\"AW_1\"}\n";
    private static final long MINUTE = 60_000;

    @BothDatabases
    void oneAtATimeIsOpenOnABackend(Dialect dialect) {
        var node = BackendParts.empty(dialect);
        assertThat(node.actions.open(action("a1", node), MINUTE)).isTrue();
        assertThat(node.actions.open(action("a2", node), MINUTE)).isFalse();
        assertThat(node.actions.finish("a1", State.FAILED, "seen")).isTrue();
        assertThat(node.actions.open(action("a2", node), MINUTE))
                .as("its host is not tidied up")
                .isFalse();
        node.actions.settle("a1");
        assertThat(node.actions.open(action("a2", node), MINUTE)).isTrue();
        assertThat(node.actions.finish("a1", State.DONE, "later"))
                .as("how it came out")
                .isFalse();
        assertThat(node.actions.find("a1").orElseThrow().observed()).isEqualTo("seen");
    }

    @BothDatabases
    void whatAKilledNodeLeftIsFailedAndNeverDoneAndItsHostIsFree(Dialect dialect) {
        var killed = BackendParts.empty(dialect);
        killed.actions.open(action("a1", killed), 2 * MINUTE);
        var other = BackendParts.of("node2", dialect, killed.clock);
        assertThat(other.end.left()).isEmpty();
        killed.clock.pass(Duration.ofMinutes(2));
        assertThat(other.end.left()).containsExactly("a1");
        var restart = other.end.take("a1");
        assertThat(killed.end.take("a1")).as("one node tidies up").isNull();
        assertThat(killed.run.claim("a1")).as("it is over").isNull();
        other.on("inspect", BackendParts.container(AFTER, false, 0, ""))
                .on("LOCK", "")
                .on("UNLOCK", "");
        other.on("start", "1");
        other.run.connect(restart);
        other.end.mend(restart);
        other.run.unlock(restart);
        other.end.settle(restart);
        assertThat(other.ran).filteredOn(line -> line.contains("docker start")).hasSize(1);
        assertThat(other.actions.find("a1").orElseThrow().state()).isEqualTo(State.FAILED);
        assertThat(other.record())
                .containsExactly("the operator failed: the process that did it ended: nobody saw what became of it");
        assertThat(other.end.left()).isEmpty();
        assertThat(other.actions.openOn("one")).isEmpty();
    }

    @Test
    void itIsDoneWhenTheNewWorkerIsRegistered() {
        var node = node();
        var restart = begun(node);
        logs(node, "");
        node.run.look(restart);
        assertThat(restart.isWaiting()).isTrue();
        node.clock.pass(Duration.ofSeconds(3));
        logs(node, REGISTERED);
        node.run.look(restart);
        assertThat(restart.isWaiting()).isFalse();
        node.on("UNLOCK", "");
        node.run.unlock(restart);
        node.end.done(restart);
        var action = node.actions.find("a1").orElseThrow();
        assertThat(action.state()).isEqualTo(State.DONE);
        assertThat(action.observed()).isEqualTo("registered worker AW_1 within 3000 ms of the start");
        assertThat(node.ran).anyMatch(line -> line.endsWith("docker restart -t 10 " + "1".repeat(64)));
        assertThat(node.record()).containsExactly("the operator done: " + action.observed());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00Z, true, 0, was not started anew",
        "2026-01-01T00:01:00Z, true, 2, restarted 2 times",
        "2026-01-01T00:01:00Z, false, 0, exit code 3"
    })
    void itFailedWhenTheContainerIsNotAsItShouldBe(String startedAt, boolean isRunning, int restarts, String why) {
        var node = node();
        var restart = begun(node);
        node.on("inspect", BackendParts.container(startedAt, isRunning, restarts, ""));
        assertThatThrownBy(() -> node.run.look(restart)).hasMessageContaining(why);
    }

    @Test
    void itFailedWhenTheWorkerDoesNotRegisterInTime() {
        var node = node();
        var restart = begun(node);
        logs(node, "{\"message\":\"starting worker\"}\n");
        node.clock.pass(Duration.ofSeconds(60));
        node.run.look(restart);
        node.clock.pass(Duration.ofMillis(1));
        assertThatThrownBy(() -> node.run.look(restart)).hasMessageContaining("registered worker");
    }

    @Test
    void aLostConnectionIsNoSuccessAndIsTidiedUpAtOnce() {
        var node = node();
        var restart = begun(node);
        node.end.failed(restart, new ConnectionLost("the connection to one ended before the command did"));
        assertThat(node.actions.find("a1").orElseThrow().state()).isEqualTo(State.FAILED);
        assertThat(node.end.left()).containsExactly("a1");
    }

    @Test
    void whatWasSeenToBeGoodStaysGoodWhenTheLockCannotBeGivenBack() {
        var node = node();
        var restart = begun(node);
        logs(node, REGISTERED);
        node.run.look(restart);
        node.end.failed(restart, new ConnectionLost("the connection to one ended before the command did"));
        assertThat(node.actions.find("a1").orElseThrow().state()).isEqualTo(State.DONE);
        assertThat(node.end.left()).containsExactly("a1");
    }

    @Test
    void whoTookTooLongStops() {
        var node = node();
        var restart = begun(node);
        node.clock.pass(Duration.ofHours(1));
        BackendParts.of("node2", Dialect.SQLITE, node.clock).end.take("a1");
        assertThatThrownBy(() -> node.run.look(restart)).isInstanceOf(HandedOver.class);
    }

    @Test
    void aHostThatSomebodyElseHoldsIsLeftAlone() {
        var node = node();
        node.actions.open(action("a1", node), 0);
        var restart = node.end.take("a1");
        node.on("inspect", BackendParts.container(AFTER, false, 0, ""))
                .on("LOCK", BackendParts.bad(Guarded.NOT_OURS, "r123\n"));
        node.run.connect(restart);
        node.end.mend(restart);
        assertThat(node.ran).noneMatch(line -> line.contains("docker start"));
    }

    private static BackendParts node() {
        return BackendParts.empty(Dialect.SQLITE);
    }

    /** The engine has started it anew. */
    private static Restart begun(BackendParts node) {
        node.actions.open(action("a1", node), MINUTE);
        var restart = node.run.claim("a1");
        node.on("inspect", BackendParts.container(BEFORE, true, 0, "")).on("DOCKER", "");
        node.run.connect(restart);
        node.run.restart(restart);
        node.on("inspect", BackendParts.container(AFTER, true, 0, ""));
        return restart;
    }

    private static void logs(BackendParts node, String lines) {
        node.answers.put("rotation", new dev.understudy.host.CommandResult(0, null, lines.getBytes(), "", false));
    }

    private static Action action(String id, BackendParts node) {
        var asked = new Asked("one", "the operator", Asked.RESTART, "a test");
        return new Action(id, asked, State.RUNNING, "", node.clock.millis(), null);
    }
}
