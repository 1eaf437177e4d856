package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.common.Secret;
import dev.understudy.credential.Keys;
import dev.understudy.credential.Provider;
import dev.understudy.fixtures.Http;
import dev.understudy.fixtures.OneAtATime;
import dev.understudy.fixtures.RotationStage;
import dev.understudy.fixtures.Rotator;
import dev.understudy.fixtures.StepOrder;
import dev.understudy.host.Command;
import dev.understudy.host.DockerCommands;
import dev.understudy.host.EnvFileCommands;
import dev.understudy.host.HostSettings;
import dev.understudy.host.SshHosts;
import dev.understudy.host.Workplace;
import dev.understudy.rotation.RotationSettings;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A rotation that is only planned, and one that needs a person: led on, and ended. By HTTP, against the simulated host. */
@OneAtATime
class StuckJourneysTest {
    private static final RotationStage STAGE = RotationStage.shared();
    private static final String WHY = "{\"why\":\"I have looked\"}";
    private final Rotator operator = STAGE.operator();
    private final Http http = new Http(STAGE.app().port(), "sandbox");

    @AfterEach
    void mend() {
        STAGE.mend();
    }

    @Test
    void aDryRunTellsTheWholePlanAndChangesNothing() {
        var before = STAGE.host();
        var rotations = operator.all().size();
        var answer = operator.post("{\"provider\":\"tavus\",\"key\":\"sandbox-plan-key\",\"dryRun\":true}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("sandbox-plan-key");
        var plan = Rotator.json(answer.body()).path("plan");
        assertThat(plan.path("fingerprint").asText())
                .isEqualTo(Secret.of("sandbox-plan-key").fingerprint());
        var host = plan.path("hosts").path(0);
        assertThat(host.path("strategy").asText()).as(answer.body()).isEqualTo("overlap");
        assertThat(texts(host.path("steps"))).containsExactlyElementsOf(StepOrder.OVERLAP);
        assertThat(STAGE.host()).isEqualTo(before);
        assertThat(operator.all()).hasSize(rotations);
        assertThat(STAGE.app().bean(Keys.class).all(Provider.TAVUS)).doesNotContain(Secret.of("sandbox-plan-key"));
        var one = Rotator.json(http.get("/api/hosts/sandbox-host/plan?provider=tavus"));
        assertThat(one.path("plan").path("hosts").path(0).path("strategy").asText())
                .isEqualTo("overlap");
        assertThat(http.get("/api/hosts/nowhere/plan")).contains(":no-such-host\"");
        assertThat(http.get("/api/hosts/sandbox-host/plan?provider=acme")).contains(":parameter-refused\"");
        assertThat(operator.post("{\"provider\":\"tavus\",\"key\":\"nobodys\",\"dryRun\":true}")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void whatNeedsAPersonIsLedOn() {
        var id = stuck("sandbox-stuck-on");
        assertThat(call(id, "resume", "{}")).contains(":missing-field\"");
        assertThat(call(id, "resume", WHY)).contains("\"state\":\"running\"");
        var rotation = operator.ended(id);
        assertThat(rotation.path("state").asText()).as("%s", rotation).isEqualTo("done");
        assertThat(Rotator.doneHere(rotation)).contains("resume");
        assertThat(STAGE.host().container().fingerprint())
                .isEqualTo(Secret.of("sandbox-stuck-on").fingerprint());
        assertThat(call(id, "resume", WHY)).contains(":rotation-not-stuck\"");
        assertThat(call(id, "abandon", WHY)).contains(":rotation-not-stuck\"");
        assertThat(call("r0", "resume", WHY)).contains(":no-such-rotation\"");
    }

    @Test
    void whatNobodyWantsIsEndedAndTheHostIsFree() {
        var id = stuck("sandbox-stuck-out");
        on(List.of(files(id).lock())); // as after any other trouble
        var next = operator.ended(operator.accepted("sandbox-stuck-next"));
        assertThat(Rotator.problem(next)).isEqualTo("host-locked");
        var answer = Rotator.json(call(id, "abandon", WHY));
        assertThat(answer.path("state").asText()).as("%s", answer).isEqualTo("abandoned");
        assertThat(answer.path("hosts").path(0).path("steps").findValuesAsText("observed"))
                .last()
                .asString()
                .startsWith("unlocked; ")
                .contains("avatar-backend-next-" + id);
        var again = operator.ended(operator.accepted("sandbox-stuck-again"));
        assertThat(again.path("state").asText()).as("%s", again).isEqualTo("done");
        var docker = new DockerCommands(new Workplace("/srv/avatar/.env", id));
        on(List.of(
                files(id).lock(),
                docker.remove("avatar-backend-next-" + id),
                files(id).clean(),
                files(id).unlock()));
    }

    /** Somebody takes the lock away while the next worker is watched. */
    private String stuck(String key) {
        var id = operator.accepted(key);
        operator.awaitStep(id, "verify");
        on(List.of(files(id).unlock()));
        var rotation = operator.ended(id);
        assertThat(rotation.path("state").asText()).as("%s", rotation).isEqualTo("needs_person");
        assertThat(Rotator.problem(rotation)).isEqualTo("host-lock-lost");
        return id;
    }

    private String call(String id, String what, String body) {
        return http.call("POST", "/api/rotations/" + id + "/" + what, body).body();
    }

    private static EnvFileCommands files(String rotation) {
        return new EnvFileCommands(new Workplace("/srv/avatar/.env", rotation));
    }

    private static List<String> texts(com.fasterxml.jackson.databind.JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(com.fasterxml.jackson.databind.JsonNode::asText)
                .toList();
    }

    private static void on(List<Command> commands) {
        var target = STAGE.app().bean(RotationSettings.class).hosts().get(0);
        try (var host = new SshHosts(STAGE.app().bean(HostSettings.class)).connect(target.host())) {
            for (var command : commands) {
                var result = host.run(command);
                assertThat(result.isGood()).as(result.err()).isTrue();
            }
        }
    }
}
