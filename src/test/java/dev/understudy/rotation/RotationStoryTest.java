package dev.understudy.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.common.Problem;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.fixtures.SentBodies;
import dev.understudy.rotation.RotationEvents.Line;
import dev.understudy.rotation.RotationViews.HostView;
import dev.understudy.rotation.RotationViews.StepView;
import dev.understudy.store.Dialect;
import dev.understudy.web.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A rotation as the API shows it, as a whole and line by line, and how one that may begin is woken. */
class RotationStoryTest {
    private final RotationParts node = RotationParts.empty(Dialect.SQLITE);
    private final RotationViews views = new RotationViews(node.parts(), node.journal());
    private final RotationEvents events =
            new RotationEvents(BothDatabases.Shared.open(Dialect.SQLITE).jdbc());
    private final RotationCalls calls = new RotationCalls(node.rotations(), views);

    @Test
    void whileItIsWorkedOnItsStepsAreShownWhereTheyAreDone() {
        var rotation = node.open("r1");
        node.journal().note(rotation, "prove", "it is good");
        node.clock().pass(Duration.ofSeconds(1));
        node.journal().begin("r1", 0, "reach");
        var facts = HostFacts.seen(
                "compose", "because", new HostFacts.Old(null, false, null, "no"), new HostFacts.Shas("a", "b"));
        node.parts().change(new HostPart("r1", 0, "one", RotationState.RUNNING, facts));
        var view = views.of(rotation);
        assertThat(view)
                .isEqualTo(new RotationViews.View(
                        "r1",
                        "tavus",
                        "running",
                        "compose",
                        RotationParts.NEW.fingerprint(),
                        "2030-03-17T17:46:40.000Z",
                        null,
                        null,
                        List.of(new StepView("prove", "done", "2030-03-17T17:46:40.000Z", 0L, "it is good")),
                        List.of(new HostView(
                                "one",
                                "running",
                                "compose",
                                "because",
                                List.of(),
                                List.of(new StepView("reach", null, "2030-03-17T17:46:41.000Z", null, null))))));
    }

    @Test
    void inTheEndTheyHaveTheirTimesAndItsProblem() {
        node.open("r1");
        var line = node.journal().begin("r1", 0, "reach");
        node.clock().pass(Duration.ofMillis(1_500));
        node.journal().end(new StepLine("r1", 0, line, "reach", StepLine.FAILED, "nobody is there", 0, null));
        var problem = Problem.of(422, "host-unreachable", "The host cannot be reached", "nobody.");
        node.rotations().close("r1", RotationState.REFUSED, problem);
        var view = views.of(node.rotations().find("r1").orElseThrow());
        assertThat(view.state()).isEqualTo("refused");
        assertThat(view.strategy()).isNull();
        assertThat(view.problem()).isEqualTo(problem);
        assertThat(view.finishedAt()).isEqualTo("2030-03-17T17:46:41.500Z");
        assertThat(view.hosts().get(0).steps())
                .containsExactly(
                        new StepView("reach", "failed", "2030-03-17T17:46:40.000Z", 1_500L, "nobody is there"));
    }

    @Test
    void theNewestTwentyAreListedAndEachCanBeLookedAt() {
        for (var number = 10; number < 32; number++) {
            node.rotations().open(RotationParts.rotation("r" + number, RotationParts.NOW + number));
            node.closeOne("r" + number);
        }
        var body = (Map<?, ?>) calls.list().body();
        assertThat(body.get("rotations"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(RotationViews.View.class))
                .hasSize(20)
                .startsWith(views.of(node.rotations().find("r31").orElseThrow()));
        assertThat(calls.get("r10").body())
                .isEqualTo(views.of(node.rotations().find("r10").orElseThrow()));
        assertThat(Desk.refusal(() -> calls.get("r9"))).isEqualTo("404 no-such-rotation");
    }

    @Test
    void whoListensHearsEachBeginningAndEachEndInTheirOrder() {
        var rotation = node.open("r1");
        node.journal().note(rotation, "prove", "good");
        var line = node.journal().begin("r1", 0, "reach");
        node.clock().pass(Duration.ofSeconds(1));
        node.journal().end(new StepLine("r1", 0, line, "reach", StepLine.DONE, "connected", 0, null));
        node.clock().pass(Duration.ofMillis(1));
        node.rotations().close("r1", RotationState.DONE, null);
        var later = RotationParts.NOW + 1_000;
        assertThat(events.since(RotationParts.NOW, 9))
                .containsExactly(
                        new Line("r1", 1_000_002, RotationParts.NOW, null, "prove", null, null, null),
                        new Line("r1", 1_000_003, RotationParts.NOW, null, "prove", "done", "good", null),
                        new Line("r1", 2_000_002, RotationParts.NOW, "one", "reach", null, null, null),
                        new Line("r1", 2_000_003, later, "one", "reach", "done", "connected", null),
                        new Line("r1", Long.MAX_VALUE / 1_000_000, later + 1, null, null, null, null, "done"));
        assertThat(events.since(later, 9)).hasSize(2);
        assertThat(events.since(RotationParts.NOW, 2)).hasSize(2);
        assertThat(events.since(later + 2, 9)).isEmpty();
    }

    @Test
    void whatIsAnsweredWithMayBeginAtOnce() {
        var sent = new SentBodies();
        var nudge = new RotationNudge(sent.template());
        nudge.begin(new Reply(202, views.of(node.open("r1")), null));
        nudge.begin(Reply.ok("no rotation"));
        assertThat(sent.all()).hasSize(1).allMatch(one -> one.startsWith("seda:rotation-run?") && one.endsWith(" r1"));
    }
}
