package dev.understudy.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.common.Problem;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.host.ComposeProject;
import dev.understudy.host.HostTrouble;
import dev.understudy.host.Replica;
import dev.understudy.host.Replicas;
import dev.understudy.rotation.Setback.HandedOver;
import dev.understudy.rotation.Setback.StepFailed;
import dev.understudy.rotation.Setback.Unsure;
import dev.understudy.store.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What is written of steps and hosts, the same on both databases. */
class JournalTest {
    @BothDatabases
    void aStepIsWrittenBeforeAndAfter(Dialect dialect) {
        var node = RotationParts.empty(dialect);
        var journal = node.journal();
        assertThat(journal.begin("r1", 0, "lock")).isEqualTo(1);
        assertThat(journal.of("r1"))
                .containsExactly(new StepLine("r1", 0, 1, "lock", null, null, RotationParts.NOW, null));
        assertThat(journal.isDone("r1", 0, "lock")).isFalse();
        node.clock().pass(Duration.ofMillis(40));
        journal.end(new StepLine("r1", 0, 1, "", StepLine.DONE, "locked", 0, null));
        assertThat(journal.of("r1"))
                .containsExactly(
                        new StepLine("r1", 0, 1, "lock", "done", "locked", RotationParts.NOW, RotationParts.NOW + 40));
        assertThat(journal.isDone("r1", 0, "lock")).isTrue();
        assertThat(journal.isDone("r1", 1, "lock")).as("another host's").isFalse();
        assertThat(journal.isDone("r2", 0, "lock")).as("another rotation's").isFalse();
        assertThat(journal.begin("r1", 1, "lock")).isEqualTo(1);
        assertThat(journal.begin("r1", 0, "lock")).isEqualTo(2);
    }

    @BothDatabases
    void whatFailedOrWasLostIsNotDone(Dialect dialect) {
        var node = RotationParts.empty(dialect);
        node.journal()
                .end(new StepLine("r1", 0, node.journal().begin("r1", 0, "a"), "", StepLine.FAILED, "no", 0, null));
        node.journal().begin("r1", 0, "b");
        node.journal().begin("r1", -1, "c");
        node.journal().abandon("r1");
        assertThat(node.told("r1")).containsExactly("c lost", "a failed", "b lost");
        assertThat(node.journal().isDone("r1", 0, "a")).isFalse();
        assertThat(node.journal().isDone("r1", 0, "b")).isFalse();
        assertThat(node.journal().of("r1")).allMatch(line -> line.finishedAt() != null);
    }

    @BothDatabases
    void whatWasObservedIsCutWhenItIsLong(Dialect dialect) {
        var node = RotationParts.empty(dialect);
        var line = node.journal().begin("r1", 0, "create");
        node.journal().end(new StepLine("r1", 0, line, "", StepLine.DONE, "x".repeat(9_000), 0, null));
        assertThat(node.journal().of("r1").get(0).observed()).hasSize(4_001).endsWith("x…");
        node.journal().end(new StepLine("r1", 0, line, "", StepLine.DONE, "x".repeat(4_000), 0, null));
        assertThat(node.journal().of("r1").get(0).observed()).isEqualTo("x".repeat(4_000));
    }

    @BothDatabases
    void aProofIsNotedFromTheRotationsBeginningOn(Dialect dialect) {
        var node = RotationParts.empty(dialect);
        node.journal().note(RotationParts.rotation("r1", RotationParts.NOW - 700), "prove", "good");
        assertThat(node.journal().of("r1"))
                .containsExactly(new StepLine(
                        "r1", StepLine.OURS, 1, "prove", "done", "good", RotationParts.NOW - 700, RotationParts.NOW));
    }

    @BothDatabases
    void whatIsKnownOfAHostIsReadBackWhole(Dialect dialect) {
        var node = RotationParts.empty(dialect);
        var compose = ComposeProject.readings(Map.of(
                "com.docker.compose.project", "avatar",
                "com.docker.compose.service", "backend",
                "com.docker.compose.project.working_dir", "/srv/avatar",
                "com.docker.compose.project.config_files", "/srv/avatar/compose.yaml"));
        assertThat(compose).hasSize(1);
        var facts = HostFacts.seen(
                        "compose",
                        "why",
                        new HostFacts.Old("old", true, "sha256:1", "on-failure:3"),
                        new HostFacts.Shas("a", "b"))
                .of(compose.get(0)
                        .with(Replicas.found(
                                List.of(Replica.found("1", "a", true, "no").made("2")), true)))
                .touch(true)
                .made("next")
                .told(5)
                .commit()
                .back(Problem.of(422, "x", "X", "Y"));
        node.rotations().open(RotationParts.rotation("r1", RotationParts.NOW));
        node.rotations().ready("r1");
        node.parts().add(new HostPart("r1", 1, "two", RotationState.RUNNING, HostFacts.NONE));
        node.parts().add(new HostPart("r1", 0, "one", RotationState.RUNNING, HostFacts.NONE));
        var changed = new HostPart("r1", 0, "one", RotationState.ROLLED_BACK, facts);
        assertThat(node.parts().change(changed)).as("it is nobody's yet").isFalse();
        node.rotations().claim("r1", 1_000);
        assertThat(node.parts().change(changed)).isTrue();
        assertThat(node.parts().of("r1"))
                .containsExactly(
                        new HostPart("r1", 0, "one", RotationState.ROLLED_BACK, facts),
                        new HostPart("r1", 1, "two", RotationState.RUNNING, HostFacts.NONE));
        assertThat(facts.isBack() && facts.touched() && facts.committed()).isTrue();
        assertThat(new ObjectMapper().valueToTree(facts).has("isBack")).isFalse();
    }

    @BothDatabases
    void aStepThatEndsBadlyIsLostOrFailed(Dialect dialect) {
        var node = RotationParts.empty(dialect);
        var work = node.work(new Host(), HostFacts.NONE);
        for (var failure : new RuntimeException[] {
            new StepFailed("x", "X", "Y"),
            new Unsure("?"),
            new HandedOver("over"),
            new HostTrouble.ConnectionLost("cut"),
            new IllegalStateException("TAVUS_API_KEY=secret")
        })
            assertThatThrownBy(() -> node.steps().run(work, "try", () -> {
                        throw failure;
                    }))
                    .isSameAs(failure);
        assertThat(node.told("r1")).containsExactly("try failed", "try lost", "try lost", "try lost", "try failed");
        assertThat(node.journal().of("r1"))
                .extracting(StepLine::observed)
                .containsExactly("X: Y", "?", "over", "cut", "IllegalStateException");
    }

    @BothDatabases
    void whatWasDoneOnceIsNotDoneAgainAndEndsTheTrouble(Dialect dialect) {
        var node = RotationParts.empty(dialect);
        node.open("r1");
        node.rotations().postpone("r1", RotationParts.NOW, RotationParts.NOW);
        node.rotations().claim("r1", 1_000);
        var work = node.work(node.rotations().find("r1").orElseThrow(), new Host(), HostFacts.NONE);
        var times = new int[1];
        for (var i = 0; i < 3; i++) node.steps().once(work, "one", () -> "time " + ++times[0]);
        assertThat(times[0]).isEqualTo(1);
        assertThat(node.rotations().find("r1").orElseThrow().troubleSince()).isNull();
        node.rotations().postpone("r1", RotationParts.NOW, RotationParts.NOW);
        node.rotations().claim("r1", 1_000);
        node.steps().run(work, "one", () -> "again");
        assertThat(node.rotations().find("r1").orElseThrow().troubleSince())
                .as("nothing new was done")
                .isNotNull();
    }

    @BothDatabases
    void nothingIsDoneOfWhatIsAnothersOrWhenTheNodeStops(Dialect dialect) {
        var one = RotationParts.empty(dialect);
        var two = RotationParts.of("node2", BothDatabases.Shared.open(dialect), one.clock());
        var work = one.work(new Host(), HostFacts.NONE);
        one.clock().pass(Duration.ofMinutes(3));
        assertThat(two.rotations().claim("r1", 1_000)).isTrue();
        assertThatThrownBy(() -> one.steps().run(work, "try", () -> "never")).isInstanceOf(HandedOver.class);
        two.steps().stop();
        assertThatThrownBy(() -> two.steps().run(work, "try", () -> "never")).isInstanceOf(HandedOver.class);
        assertThat(one.told("r1")).isEmpty();
    }
}
