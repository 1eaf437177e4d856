package dev.understudy.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.common.Problem;
import dev.understudy.rotation.StuckRequests.Wish;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rotation that needed a person is open again, in one write, and its host is led on or back as it was on its way. */
class ResumingTest {
    private static final Problem WHY = Problem.of(409, "env-file-edited", "Edited", "It was.");

    @TempDir
    Path folder;

    private Desk desk;
    private RotationParts node;

    @BeforeEach
    void begin() {
        desk = new Desk(folder);
        node = desk.node;
    }

    @Test
    void itIsOpenDueAndTakenUpByWhoeverComesFirst() {
        stuck("r1", RotationState.NEEDS_PERSON, touched());
        var reply = resume("r1");
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.location()).isEqualTo("/api/rotations/r1");
        var rotation = node.rotations().find("r1").orElseThrow();
        assertThat(rotation.state()).isEqualTo(RotationState.RUNNING);
        assertThat(rotation.problem()).isNull();
        assertThat(rotation.finishedAt()).isNull();
        assertThat(node.rotations().due()).containsExactly("r1");
        var other = RotationParts.of("node2", desk.credentials.database(), node.clock());
        node.clock().pass(Duration.ofMillis(1));
        assertThat(other.rotations().claim("r1", 1_000)).isTrue();
        assertThat(node.told("r1")).containsExactly("resume done");
    }

    @Test
    void whatWasOnItsWayForwardGoesForward() {
        stuck("r1", RotationState.NEEDS_PERSON, touched().back(WHY));
        resume("r1");
        assertThat(node.kept("r1").state()).isEqualTo(RotationState.RUNNING);
        assertThat(node.kept("r1").facts()).isEqualTo(touched());
    }

    @Test
    void whatHadBegunToGoBackGoesBack() {
        stuck("r1", RotationState.NEEDS_PERSON, touched().back(WHY), "restore");
        resume("r1");
        assertThat(node.kept("r1").facts().problem()).isEqualTo(WHY);
    }

    @Test
    void whatIsPastItsReturnGoesForwardWhateverIsWritten() {
        var past = touched().found("then").commit().told(1);
        stuck("r1", RotationState.NEEDS_PERSON, past.back(WHY), "restore");
        resume("r1");
        assertThat(node.kept("r1").facts()).isEqualTo(past);
    }

    @Test
    void whatHasTheKeyStaysAsItIs() {
        stuck("r1", RotationState.DONE, touched());
        resume("r1");
        assertThat(node.kept("r1").state()).isEqualTo(RotationState.DONE);
    }

    @Test
    void aHostThatIsAsItWasBeforeIsBegunAnewAndWhatWasDoneThereCountsForNothing() {
        stuck("r1", RotationState.ROLLED_BACK, touched().back(WHY), "upload");
        assertThat(node.journal().isDone("r1", 0, "upload")).isTrue();
        resume("r1");
        assertThat(node.kept("r1").facts()).isEqualTo(HostFacts.NONE);
        assertThat(node.journal().isDone("r1", 0, "upload")).isFalse();
        assertThat(node.journal().isBegun("r1", 0, "upload")).isFalse();
        node.journal().write("r1", 0, "upload", "once more");
        assertThat(node.journal().isDone("r1", 0, "upload")).isTrue();
    }

    @Test
    void noOtherMayBeOpen() {
        stuck("r1", RotationState.NEEDS_PERSON, touched());
        var wish = wish("r1");
        node.open("r2");
        assertThat(Desk.refusal(() -> resuming().resume(wish))).isEqualTo("409 rotation-open");
    }

    @ParameterizedTest
    @EnumSource(
            value = RotationState.class,
            names = {"DONE", "REFUSED", "NEEDS_PERSON"})
    void aLaterOneThatDidSomethingForbidsIt(RotationState later) {
        stuck("r1", RotationState.NEEDS_PERSON, touched());
        node.clock().pass(Duration.ofSeconds(1));
        node.open("r2");
        node.rotations().close("r2", later, null);
        if (later == RotationState.REFUSED) assertThat(resume("r1").status()).isEqualTo(202);
        else assertThat(Desk.refusal(() -> resume("r1"))).isEqualTo("409 rotation-followed");
    }

    @Test
    void whileSomebodyEndsItNobodyOpensIt() {
        stuck("r1", RotationState.NEEDS_PERSON, touched());
        assertThat(stuckOnes().take("r1", 1_000)).isTrue();
        assertThat(stuckOnes().take("r1", 1_000)).isFalse();
        assertThat(Desk.refusal(() -> resume("r1"))).isEqualTo("503 rotation-raced");
        stuckOnes().leave("r1");
        assertThat(resume("r1").status()).isEqualTo(202);
    }

    private dev.understudy.web.Reply resume(String id) {
        return resuming().resume(wish(id));
    }

    private Wish wish(String id) {
        return new Wish(node.rotations().find(id).orElseThrow(), "the operator", "it is mended");
    }

    private void stuck(String id, RotationState host, HostFacts facts, String... steps) {
        node.open(id);
        node.parts().change(new HostPart(id, 0, "one", host, facts));
        for (var step : steps) node.journal().write(id, 0, step, "");
        node.rotations().close(id, RotationState.NEEDS_PERSON, WHY);
    }

    private static HostFacts touched() {
        var old = new HostFacts.Old(Host.OLD, true, "image", "always");
        return HostFacts.seen("overlap", "why", old, new HostFacts.Shas("old", "new"))
                .touch(true);
    }

    private StuckRotations stuckOnes() {
        return new StuckRotations(
                desk.credentials.database().jdbc(), new dev.understudy.common.Node("node1"), node.clock());
    }

    private Resuming resuming() {
        return new Resuming(
                node.rotations(),
                stuckOnes(),
                node.parts(),
                node.journal(),
                node.deeds(),
                desk.views(),
                dev.understudy.credential.CredentialParts.transaction(desk.credentials.database()));
    }
}
