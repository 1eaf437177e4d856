package dev.understudy.rotation;

import static dev.understudy.credential.Provider.TAVUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understudy.audit.Audit;
import dev.understudy.common.Problem;
import dev.understudy.rotation.Run.Verdict;
import dev.understudy.rotation.Setback.HandedOver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The end of a rotation is told once, by the node whose it is, and a key that no host has is not kept. */
class ClosingTest {
    private static final Problem WHY = Problem.of(422, "step-failed", "A step failed", "It did.");
    private final List<Object> published = new ArrayList<>();

    @TempDir
    Path folder;

    private Desk desk;
    private Rotation rotation;

    @BeforeEach
    void begin() {
        desk = new Desk(folder);
        rotation = desk.node.open("r1");
        desk.credentials.keys().stage(TAVUS, RotationParts.NEW);
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSED, false, REFUSED, false",
        "ROLLED_BACK, true, ROLLED_BACK, false",
        "NEEDS_PERSON, false, NEEDS_PERSON, true",
        "NEEDS_PERSON, true, NEEDS_PERSON, true",
        "DONE, true, DONE, true",
        "DONE, true, NEEDS_PERSON, true"
    })
    void aKeyIsForgottenUnlessAHostMayHaveIt(
            RotationState host, boolean isCommitted, RotationState whole, boolean isKept) {
        var facts = isCommitted ? HostFacts.NONE.commit() : HostFacts.NONE;
        desk.node.parts().change(new HostPart("r1", 0, "one", host, facts));
        closing().close(new Run(rotation), new Verdict(whole, whole == RotationState.DONE ? null : WHY));
        assertThat(desk.credentials
                        .keys()
                        .staged(TAVUS, RotationParts.NEW.fingerprint())
                        .isPresent())
                .isEqualTo(isKept);
        assertThat(desk.node.rotations().find("r1").orElseThrow().state()).isEqualTo(whole);
    }

    @Test
    void oneThatIsDoneWithoutAHostKeepsItsKey() {
        closing().close(new Run(rotation), new Verdict(RotationState.DONE, null));
        assertThat(desk.credentials.keys().staged(TAVUS, RotationParts.NEW.fingerprint()))
                .isPresent();
    }

    @Test
    void itIsOnRecordAndToldOf() {
        closing().close(new Run(rotation), new Verdict(RotationState.ROLLED_BACK, WHY));
        assertThat(published).containsExactly(new RotationClosed("tavus", RotationState.ROLLED_BACK));
        var audit = new Audit(desk.credentials.database().jdbc(), desk.credentials.clock());
        assertThat(audit.newest(1, null).get(0).deed().outcome()).isEqualTo("r1 is rolled_back");
    }

    @Test
    void whatAnotherNodeHasByNowIsNeitherClosedNorToldOfAndItsKeyStays() {
        desk.credentials.clock().pass(Duration.ofMinutes(5));
        var other = RotationParts.of("node2", desk.credentials.database(), desk.credentials.clock());
        assertThat(other.rotations().claim("r1", 1_000)).isTrue();
        assertThat(catchThrowableOfType(HandedOver.class, () -> closing()
                        .close(new Run(rotation), new Verdict(RotationState.REFUSED, WHY))))
                .isNotNull();
        assertThat(desk.node.rotations().open()).isPresent();
        assertThat(published).isEmpty();
        assertThat(desk.credentials.keys().staged(TAVUS, RotationParts.NEW.fingerprint()))
                .isPresent();
    }

    @Test
    void whatDoesNotWorkHereCallsAPerson() {
        closing().giveUp(new Run(rotation), "SQLException");
        var closed = desk.node.rotations().find("r1").orElseThrow();
        assertThat(closed.state()).isEqualTo(RotationState.NEEDS_PERSON);
        assertThat(closed.problem().code()).isEqualTo("rotation-failed");
        assertThat(closed.problem().detail()).isEqualTo("SQLException: see the log.");
    }

    @ParameterizedTest
    @CsvSource({"false, REFUSED", "true, RUNNING"})
    void aHostThatCannotBeWorkedOnIsRefusedOrGoesBack(boolean isTouched, RotationState state) {
        var work = desk.node.work(rotation, new Host(), HostFacts.NONE.touch(isTouched));
        closing().giveUp(work, "cut");
        assertThat(desk.node.kept("r1").state()).isEqualTo(state);
        assertThat(desk.node.kept("r1").facts().problem().detail()).startsWith("cut.");
    }

    @Test
    void oneThatIsPastItsReturnCallsAPerson() {
        var work = desk.node.work(
                rotation,
                new Host(),
                HostFacts.NONE.touch(true).found("then").commit().told(5));
        closing().giveUp(work, "cut");
        assertThat(desk.node.kept("r1").state()).isEqualTo(RotationState.NEEDS_PERSON);
    }

    private Closing closing() {
        return new Closing(
                desk.node.rotations(),
                desk.node.parts(),
                desk.node.steps(),
                desk.credentials.keys(),
                desk.node.deeds(),
                published::add,
                desk.credentials.clock());
    }
}
