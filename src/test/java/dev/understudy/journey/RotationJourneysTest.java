package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.common.Secret;
import dev.understudy.credential.Keys;
import dev.understudy.credential.Provider;
import dev.understudy.fixtures.HostPicture;
import dev.understudy.fixtures.OneAtATime;
import dev.understudy.fixtures.Operator;
import dev.understudy.fixtures.RotationStage;
import dev.understudy.fixtures.Rotator;
import dev.understudy.fixtures.SeenSession;
import dev.understudy.fixtures.StepOrder;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A key on its way to the simulated host, seen from outside: by HTTP, and by what is really the case on the host. */
@OneAtATime
class RotationJourneysTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger KEYS = new AtomicInteger();
    private static final RotationStage STAGE = RotationStage.shared();
    private final Rotator operator = STAGE.operator();
    private final String key = "sandbox-journey-" + KEYS.incrementAndGet();
    private final String fingerprint = Secret.of(key).fingerprint();

    @AfterEach
    void mend() {
        STAGE.mend();
    }

    @Test
    void aRevokedKeyIsRotatedAndFacesComeBack() {
        sees("revoke-first", "VIDEO", null);
        STAGE.world().fault("tavus", "revoked");
        sees("revoke-second", "AUDIO", "tavus_key_rejected");
        var before = STAGE.host().container();
        var rotation = operator.ended(operator.accepted(key));
        assertThat(rotation.path("state").asText()).as("%s", rotation).isEqualTo("done");
        assertThat(rotation.path("fingerprint").asText()).isEqualTo(fingerprint);
        await().atMost(PATIENCE).until(() -> state("revoke-second").equals("VIDEO"));
        sees("revoke-third", "VIDEO", null);
        var after = STAGE.host();
        assertThat(after.container().id()).isNotEqualTo(before.id());
        isInUse(after);
    }

    @Test
    void theStoryIsToldStepByStep() {
        var rotation = operator.ended(operator.accepted(key));
        assertThat(Rotator.done(rotation)).containsExactlyElementsOf(StepOrder.OVERLAP);
        assertThat(Rotator.doneHere(rotation)).containsExactly("prove", "promote");
        assertThat(rotation.path("strategy").asText()).isEqualTo("overlap");
        assertThat(rotation.path("provider").asText()).isEqualTo("tavus");
        assertThat(rotation.path("hosts")).hasSize(1);
        var host = rotation.path("hosts").path(0);
        assertThat(host.path("name").asText()).isEqualTo("sandbox-host");
        assertThat(host.path("state").asText()).isEqualTo("done");
        assertThat(host.path("reason").asText()).isNotBlank();
        for (var step : host.path("steps")) {
            assertThat(step.path("startedAt").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
            assertThat(step.path("ms").asLong(-1)).isNotNegative();
            assertThat(step.path("observed").asText()).isNotBlank().doesNotContain(key);
        }
        assertThat(rotation.path("finishedAt").asText())
                .isGreaterThan(rotation.path("createdAt").asText());
        assertThat(rotation.path("problem").isMissingNode()
                        || rotation.path("problem").isNull())
                .isTrue();
        assertThat(operator.all().path(0)).isEqualTo(rotation);
        assertThat(Rotator.begun(rotation, "promote"))
                .as("nobody waits for a face until the old worker has ended")
                .isLessThanOrEqualTo(Rotator.begun(rotation, "drain"));
        theKeyInUseMayBeRotatedToItself();
    }

    private void theKeyInUseMayBeRotatedToItself() {
        var before = STAGE.host();
        var again = operator.ended(operator.accepted(key));
        assertThat(again.path("state").asText()).as("%s", again).isEqualTo("done");
        isInUse(STAGE.host());
        assertThat(STAGE.host().container().id())
                .isNotEqualTo(before.container().id());
    }

    @ParameterizedTest
    @CsvSource({"unreachable, host-unreachable", "wrong-host-key, host-key-changed"})
    void aHostThatCannotBeTrustedIsNotTouched(String fault, String problem) {
        var before = STAGE.host();
        STAGE.world().fault("host", fault);
        var rotation = operator.ended(operator.accepted(key));
        assertThat(rotation.path("state").asText()).isEqualTo("refused");
        assertThat(Rotator.problem(rotation)).isEqualTo(problem);
        assertThat(Rotator.failed(rotation)).containsExactly("reach");
        assertThat(STAGE.host()).isEqualTo(before);
        keyIsForgotten(before);
    }

    /** From a host that was taken over: refused in the step that heard it, and what it said becomes no command. */
    @Test
    void aHostThatTalksNonsenseOfItsContainerIsLeftAsItIs() {
        var before = STAGE.host();
        STAGE.world().fault("host", "inspect-nonsense");
        var rotation = operator.ended(operator.accepted(key));
        assertThat(rotation.path("state").asText()).as("%s", rotation).isEqualTo("refused");
        assertThat(Rotator.problem(rotation)).isEqualTo("inspect-unreadable");
        assertThat(Rotator.failed(rotation)).containsExactly("look");
        assertThat(rotation.toString()).doesNotContain("reboot");
        assertThat(STAGE.host()).isEqualTo(before);
        keyIsForgotten(before);
    }

    @ParameterizedTest
    @CsvSource({
        "never-registers, worker-never-registered, verify",
        "registers-then-401, worker-in-trouble, verify",
        "no-such-image, no-such-image, create",
        "disk-full, step-failed, snapshot"
    })
    void whatFailsIsTakenBackWhileTheOldWorkerGoesOn(String fault, String problem, String step) {
        var before = STAGE.host();
        STAGE.world().fault("host", fault);
        var rotation = operator.ended(
                operator.accepted(key),
                () -> assertThat(STAGE.host().containers()).anySatisfy(each -> {
                    assertThat(each.id()).isEqualTo(before.container().id());
                    assertThat(each.registered()).isTrue();
                }));
        assertThat(rotation.path("state").asText()).as("%s", rotation).isEqualTo("rolled_back");
        assertThat(Rotator.problem(rotation)).isEqualTo(problem);
        assertThat(Rotator.failed(rotation)).containsExactly(step);
        assertThat(Rotator.done(rotation))
                .endsWith("restore", "revive", "await-old", "remove-next", "rename", "clean-up", "unlock", "stand");
        assertThat(STAGE.host()).isEqualTo(before);
        keyIsForgotten(before);
    }

    @Test
    void aHostThatCutsEveryCommandGetsTheKeyAllTheSame() {
        STAGE.world().fault("host", "cut-mid-step");
        var rotation = operator.ended(operator.accepted(key));
        assertThat(rotation.path("state").asText()).as("%s", rotation).isEqualTo("done");
        assertThat(rotation.toString()).contains("\"outcome\":\"lost\"");
        STAGE.mend();
        isInUse(STAGE.host());
    }

    @Test
    void aSlowHostGetsTheKeyAndASecondOneIsToldWhichIsOpen() {
        STAGE.world().fault("host", "slow");
        var first = operator.accepted(key);
        var second = operator.ask("sandbox-journey-other");
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body())
                .contains("urn:understudy:problem:rotation-open", "\"instance\":\"/api/rotations/" + first + "\"");
        assertThat(operator.ended(first).path("state").asText()).isEqualTo("done");
        isInUse(STAGE.host());
    }

    private void isInUse(HostPicture host) {
        var container = host.container();
        assertThat(container)
                .isEqualTo(new HostPicture.Container(
                        "avatar-backend", container.id(), true, "unless-stopped", true, fingerprint));
        assertThat(host.file().path()).isEqualTo("/srv/avatar/.env");
        assertThat(host.file().mode()).isEqualTo("600");
        assertThat(host.file().fingerprint()).isEqualTo(fingerprint);
        assertThat(host.lock()).isEmpty();
    }

    /** Nothing of it is kept, and calls are made with the old key. */
    private void keyIsForgotten(HostPicture host) {
        var keys = STAGE.app().bean(Keys.class);
        assertThat(keys.staged(Provider.TAVUS, fingerprint)).isEmpty();
        assertThat(keys.current(Provider.TAVUS).fingerprint())
                .isEqualTo(host.file().fingerprint());
    }

    private static void sees(String room, String state, String reason) {
        STAGE.world().join(room, "user");
        await("%s in %s".formatted(state, room)).atMost(PATIENCE).until(() -> state(room)
                .equals(state));
        assertThat(session(room).reason()).isEqualTo(reason);
    }

    private static String state(String room) {
        return new Operator(STAGE.app(), "sandbox")
                .session(room)
                .map(seen -> seen.state())
                .orElse("");
    }

    private static SeenSession session(String room) {
        return new Operator(STAGE.app(), "sandbox").session(room).orElseThrow();
    }
}
