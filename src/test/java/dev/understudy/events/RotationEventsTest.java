package dev.understudy.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import dev.understudy.common.Secret;
import dev.understudy.fixtures.ManagementCalls;
import dev.understudy.fixtures.OneAtATime;
import dev.understudy.fixtures.RotationStage;
import dev.understudy.management.RotationsMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What is seen of a rotation without asking for it: events, metrics, JMX, and the record of who did it. */
@OneAtATime
@ExtendWith(OutputCaptureExtension.class)
class RotationEventsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final RotationStage STAGE = RotationStage.shared();
    private static final List<String> RESULTS = List.of("done", "rolled_back", "refused", "needs_person");

    @AfterEach
    void mend() {
        STAGE.mend();
    }

    @Test
    void theOperatorHearsEveryStepAndAParticipantNone() {
        try (var operator = Hearing.of(STAGE.app(), "", "Authorization", "Bearer sandbox");
                var participant = Hearing.of(STAGE.app(), "", "Authorization", "Bearer " + token())) {
            var id = STAGE.operator().accepted("sandbox-events-heard");
            var rotation = STAGE.operator().ended(id);
            await().atMost(PATIENCE).until(() -> last(operator, id).contains("\"state\":\"done\""));
            assertThat(operator.lines()).contains("event:rotation");
            var own = operator.events().stream()
                    .filter(event -> event.contains("\"rotation\":\"" + id + "\""))
                    .toList();
            var steps = rotation.path("steps").size()
                    + rotation.path("hosts").path(0).path("steps").size();
            assertThat(own).hasSize(2 * steps + 1).doesNotHaveDuplicates();
            assertThat(operator.ids()).doesNotHaveDuplicates();
            assertThat(own)
                    .anyMatch(
                            event -> event.contains(
                                    "\"host\":\"sandbox-host\",\"step\":\"verify\",\"outcome\":\"done\",\"observed\":\"registered worker"));
            assertThat(own.toString()).doesNotContain("sandbox-events-heard");
            STAGE.world().join("heard-room", "user");
            await().atMost(PATIENCE).until(() -> participant.events().size() > 3);
            assertThat(participant.lines()).doesNotContain("event:rotation");
            assertThat(participant.events()).noneMatch(event -> event.contains("rotation"));
        }
    }

    @Test
    void resultsAreCountedAndShownByJmx() throws Exception {
        var metrics = ManagementCalls.of(STAGE.app());
        for (var result : RESULTS) assertThat(count(metrics, result)).as(result).isNotNaN();
        var jmx = STAGE.app().bean(RotationsMXBean.class);
        var done = count(metrics, "done");
        var seen = jmx.getByState();
        STAGE.world().fault("host", "slow"); // so that there is time to look
        var id = STAGE.operator().accepted("sandbox-events-counted");
        STAGE.operator().awaitStep(id, "verify");
        assertThat(jmx.getOpen()).isEqualTo(id);
        assertThat(jmx.getOpenStep()).startsWith("sandbox-host: ");
        STAGE.operator().ended(id);
        assertThat(jmx.getOpen()).isEmpty();
        assertThat(jmx.getOpenStep()).isEmpty();
        assertThat(jmx.getLast()).isEqualTo("done");
        assertThat(jmx.getLastProblem()).isEmpty();
        assertThat(jmx.getByState().get("done")).isEqualTo(seen.get("done") + 1);
        assertThat(jmx.getByState().keySet()).containsAll(RESULTS).contains("running");
        await().atMost(PATIENCE).until(() -> count(metrics, "done") == done + 1);
        var names = ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName("dev.understudy:type=Rotations,*"), null);
        assertThat(names).isNotEmpty();
    }

    @Test
    void whoChangedWhichKeyAndWhyIsOnTheRecord(CapturedOutput output) {
        var key = Secret.of("sandbox-events-audited");
        STAGE.world().fault("host", "unreachable");
        var refused = count(ManagementCalls.of(STAGE.app()), "refused");
        var id = STAGE.operator().accepted(key.reveal());
        STAGE.operator().ended(id);
        var jmx = STAGE.app().bean(RotationsMXBean.class);
        assertThat(jmx.getLast()).isEqualTo("refused");
        assertThat(jmx.getLastProblem()).contains("cannot be reached");
        assertThat(output)
                .contains("the operator: rotate tavus to key " + key.fingerprint() + " (a test): opened as " + id)
                .contains("the operator: rotate tavus to key " + key.fingerprint() + " (a test): " + id + " is refused")
                .doesNotContain(key.reveal());
        await().atMost(PATIENCE).until(() -> count(ManagementCalls.of(STAGE.app()), "refused") == refused + 1);
    }

    private static double count(ManagementCalls metrics, String result) {
        return metrics.metrics()
                .lines()
                .filter(line ->
                        line.startsWith("understudy_rotations_total{") && line.contains("result=\"" + result + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    private static String last(Hearing hearing, String id) {
        return hearing.events().stream().filter(event -> event.contains(id)).reduce("", (older, newer) -> newer);
    }

    private static String token() {
        return JWT.create()
                .withIssuer("devkey")
                .withSubject("user")
                .withExpiresAt(Instant.now().plusSeconds(300))
                .withClaim("video", Map.of("roomJoin", true, "room", "heard-room"))
                .sign(Algorithm.HMAC256("sandbox-secret-0123456789abcdef-0123456789"));
    }
}
