package dev.understudy.rotation;

import static dev.understudy.credential.Provider.TAVUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.common.Secret;
import dev.understudy.credential.By;
import dev.understudy.rotation.Setback.StepFailed;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The new key becomes ours: from the secrets file, or, when that lost it, from the host that has it. */
class SlotStepsTest {
    private static final String READ = "READ";

    @TempDir
    Path folder;

    private Desk desk;
    private Rotation rotation;

    @BeforeEach
    void begin() {
        desk = new Desk(folder);
        rotation = desk.node.open("r1");
    }

    @Test
    void theStagedKeyIsUsedFromNowOnAndTheOldOneIsStillKnown() {
        desk.credentials.keys().stage(TAVUS, RotationParts.NEW);
        slots().promote(new Run(rotation));
        assertThat(desk.credentials.keys().current(TAVUS)).isEqualTo(RotationParts.NEW);
        assertThat(desk.credentials.keys().previous(TAVUS)).contains(Desk.OLD);
        assertThat(desk.node.told("r1")).containsExactly("promote done");
        assertThat(desk.node.journal().of("r1").get(0).observed())
                .isEqualTo("current is " + RotationParts.NEW.fingerprint() + ", previous is " + Desk.OLD.fingerprint());
        var move = desk.credentials.moves().failoverTo(TAVUS, RotationParts.NEW.fingerprint());
        assertThat(move).as("nobody took over").isEmpty();
        assertThat(desk.credentials.moves().of(TAVUS, 9)).anySatisfy(each -> {
            assertThat(each.who()).isEqualTo("the operator");
            assertThat(each.why()).isEqualTo("rotation r1: a test");
        });
    }

    @Test
    void itBecomesOursOnceThoughHostAfterHostGetsIt() {
        desk.credentials.keys().stage(TAVUS, RotationParts.NEW);
        var work = desk.node.work(rotation, new Host(), HostFacts.NONE);
        slots().promoteEarly(new Run(rotation), work);
        desk.credentials.keys().promote(TAVUS, Secret.of("sandbox-unit-newer"), new By("a", "b"));
        slots().promoteEarly(new Run(rotation), work);
        slots().promote(new Run(rotation));
        assertThat(desk.credentials.keys().current(TAVUS).reveal()).isEqualTo("sandbox-unit-newer");
    }

    @Test
    void aKeyThatOnlyTheHostHasIsTakenFromThere() {
        var host = new Host().on(READ, Host.good("A=1\nTAVUS_API_KEY=" + RotationParts.NEW.reveal() + "\n"));
        slots().promoteEarly(new Run(rotation), desk.node.work(rotation, host, HostFacts.NONE));
        assertThat(desk.credentials.keys().current(TAVUS)).isEqualTo(RotationParts.NEW);
        assertThat(desk.node.journal().of("r1").get(0).observed())
                .startsWith("current is " + RotationParts.NEW.fingerprint());
    }

    @Test
    void aKeyThatNobodyHasIsLost() {
        var host = new Host().on(READ, Host.good("TAVUS_API_KEY=sandbox-unit-other\n"));
        var work = desk.node.work(rotation, host, HostFacts.NONE);
        assertThatThrownBy(() -> slots().promoteEarly(new Run(rotation), work))
                .isInstanceOfSatisfying(
                        StepFailed.class,
                        failed -> assertThat(failed.problem().code()).isEqualTo("key-lost"));
        assertThatThrownBy(() -> slots().promote(new Run(rotation))).isInstanceOf(StepFailed.class);
        assertThat(desk.credentials.keys().current(TAVUS)).isEqualTo(Desk.OLD);
        assertThat(desk.node.told("r1")).containsExactly("promote failed", "promote failed");
    }

    private SlotSteps slots() {
        var newEnvFile = new NewEnvFile(desk.credentials.keys(), desk.node.settings());
        return new SlotSteps(desk.node.steps(), desk.credentials.keys(), newEnvFile);
    }
}
