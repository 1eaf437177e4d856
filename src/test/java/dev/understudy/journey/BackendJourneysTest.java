package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.fixtures.Http;
import dev.understudy.fixtures.ManagementCalls;
import dev.understudy.fixtures.OneAtATime;
import dev.understudy.fixtures.RotationStage;
import dev.understudy.fixtures.Rotator;
import dev.understudy.management.CredentialsMXBean;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator does to the simulated host's backend from afar, and what of it is on record. */
@OneAtATime
class BackendJourneysTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final RotationStage STAGE = RotationStage.shared();
    private static final String BACKEND = "/api/backends/sandbox-host";
    private final Http http = new Http(STAGE.app().port(), "sandbox");

    @AfterEach
    void mend() {
        STAGE.mend();
        await().atMost(PATIENCE).until(() -> STAGE.host().lock().isEmpty());
        await().atMost(PATIENCE).until(() -> STAGE.host().container().registered());
    }

    @Test
    void aBackendIsStartedAnewAndTheActionTellsWhen() {
        var before = STAGE.host().container();
        var answer = http.call("POST", BACKEND + "/restart", "{\"why\":\"it hangs\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(json(answer.body()).path("state").asText()).isEqualTo("running");
        var over = over(location);
        assertThat(over.path("state").asText()).as("%s", over).isEqualTo("done");
        assertThat(over.path("observed").asText()).startsWith("registered worker AW_");
        assertThat(over.path("ms").asLong()).isPositive();
        assertThat(STAGE.host().container()).isEqualTo(before);
        var id = over.path("id").asText();
        onRecord("restart", "sandbox-host", "begun as " + id);
        onRecord("restart", "sandbox-host", "done: registered worker");
        assertThat(json(http.get("/api/audit?limit=1"))
                        .path("entries")
                        .path(0)
                        .path("why")
                        .asText())
                .isEqualTo("it hangs");
    }

    @ParameterizedTest
    @CsvSource({"never-registers, registered worker", "cut-mid-step, connection"})
    void aRestartThatIsNotSeenToBeGoodFailedAndTheHostIsFreeAgain(String fault, String why) {
        STAGE.world().fault("host", fault);
        var over = over(restarted());
        assertThat(over.path("state").asText()).as("%s", over).isEqualTo("failed");
        assertThat(over.path("observed").asText()).contains(why);
        STAGE.mend();
        await().atMost(PATIENCE).until(() -> STAGE.host().lock().isEmpty());
        await().atMost(PATIENCE)
                .until(() -> http.call("POST", BACKEND + "/restart", "").statusCode() == 202);
        await().atMost(PATIENCE).until(() -> STAGE.host().container().registered());
    }

    @Test
    void nobodyElseWorksOnTheHostMeanwhile() {
        STAGE.world().fault("host", "slow");
        var first = restarted();
        refused("POST", "/restart", 409, "host-locked");
        assertThat(over(first).path("state").asText()).isEqualTo("done");
        var rotator = new Rotator(STAGE.app().port(), "sandbox");
        var rotation = rotator.accepted("sandbox-backend-rotated");
        refused("POST", "/restart", 409, "rotation-open");
        assertThat(rotator.ended(rotation).path("state").asText()).isEqualTo("done");
        onRecord("restart", "sandbox-host", "refused: rotation-open");
    }

    @Test
    void aHostThatCannotBeReachedIsNamedAndNothingStaysOpen() {
        STAGE.world().fault("host", "wrong-host-key");
        refused("POST", "/restart", 502, "host-key-changed");
        refused("GET", "/variables", 502, "host-key-changed");
        STAGE.world().fault("host", "unreachable");
        refused("POST", "/restart", 503, "host-unreachable");
        refused("GET", "/log", 503, "host-unreachable");
        STAGE.mend();
        assertThat(over(restarted()).path("state").asText()).isEqualTo("done");
        var unknown = http.call("GET", "/api/backends/nobody/log", "");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("no-such-backend");
        assertThat(http.call("GET", "/api/actions/nothing", "").body()).contains("no-such-action");
        refused("GET", "/log?tail=501", 422, "parameter-refused");
        onRecord("tail-log", "nobody", "refused: no-such-backend");
        onRecord("tail-log", "/api/backends/sandbox-host/log", "refused: parameter-refused");
    }

    @Test
    void variablesAreComparedAndTheLogIsShown() {
        var compared = json(http.get(BACKEND + "/variables"));
        var key = byName(compared, "TAVUS_API_KEY");
        assertThat(key.path("same").asBoolean()).as("%s", compared).isTrue();
        assertThat(key.path("inFile").asText()).isEqualTo(STAGE.host().file().fingerprint());
        assertThat(key.path("isCurrentKey").isBoolean()).isTrue();
        assertThat(byName(compared, "PATH").path("inFile").asText()).isEqualTo("absent");
        var log = json(http.get(BACKEND + "/log?tail=2"));
        assertThat(log.path("lines")).hasSizeBetween(1, 2);
        assertThat(log.path("lines").path(0).path("at").asText()).matches("\\d{4}-.*\\.\\d{9}Z");
        assertThat(http.get(BACKEND + "/log")).contains("registered worker");
        onRecord("compare-variables", "sandbox-host", "shown");
        onRecord("tail-log", "sandbox-host", "shown");
    }

    @Test
    void theSameGoesByJmxAndIsOnRecordAsSuch() {
        var jmx = STAGE.app().bean(CredentialsMXBean.class);
        var id = jmx.restartBackend("sandbox-host");
        await().atMost(PATIENCE).until(() -> !jmx.describeAction(id).equals("running"));
        assertThat(jmx.describeAction(id)).startsWith("done: registered worker");
        assertThat(jmx.compareVariables("sandbox-host"))
                .anyMatch(line -> line.startsWith("TAVUS_API_KEY: same, file "));
        assertThat(jmx.tailLog("sandbox-host", 1)).hasSize(1);
        assertThatThrownBy(() -> jmx.tailLog("nobody", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no-such-backend");
        assertThat(jmx.moveMode("audio")).isEqualTo("audio");
        assertThat(jmx.moveMode("tavus")).isEqualTo(jmx.getMode()).isEqualTo("tavus");
        assertThatThrownBy(() -> jmx.moveMode("film")).hasMessageContaining("unknown-mode");
        assertThat(jmx.validate("tavus")).anyMatch(key -> key.getProvider().equals("tavus"));
        assertThatThrownBy(() -> jmx.validate("acme")).isInstanceOf(IllegalArgumentException.class);
        var record = json(http.get("/api/audit?limit=20")).path("entries");
        var seen = new TreeSet<String>();
        for (var entry : record)
            if (entry.path("who").asText().equals("jmx"))
                seen.add(entry.path("action").asText());
        assertThat(seen).containsAll(Set.of("restart", "compare-variables", "tail-log", "mode", "validate"));
    }

    @Test
    void jolokiaLetsOperatorsDoThatAndNothingElse() {
        var calls = ManagementCalls.of(STAGE.app());
        assertThat(exec(calls, "compareVariables", "\"sandbox-host\"")).contains("\"status\":200", "TAVUS_API_KEY: ");
        assertThat(exec(calls, "moveMode", "\"tavus\"")).contains("\"status\":200");
        assertThat(exec(calls, "hashCode", "")).doesNotContain("\"status\":200");
    }

    @Test
    void whatElseOperatorsDoAndAreRefusedIsOnRecordToo() {
        assertThat(http.call("PUT", "/api/mode", "{\"avatar\":\"film\"}").statusCode())
                .isEqualTo(422);
        onRecord("mode", "/api/mode", "refused: unknown-mode");
        assertThat(http.call("PUT", "/api/mode", "{\"avatar\":\"tavus\"}").statusCode())
                .isEqualTo(200);
        onRecord("mode", "everyone", "tavus, ");
        assertThat(http.call("DELETE", "/api/sessions/none", "").statusCode()).isEqualTo(404);
        onRecord("end-session", "/api/sessions/none", "refused: no-such-session");
        assertThat(http.call("POST", "/api/rotations", "{\"provider\":\"tavus\",\"key\":\"nobodys\"}")
                        .statusCode())
                .isEqualTo(422);
        onRecord("rotate", "/api/rotations", "refused: key-rejected");
        new Http(STAGE.app().port(), "stranger").call("PUT", "/api/mode", "{\"avatar\":\"audio\"}");
        assertThat(http.get("/api/audit?limit=1"))
                .as("a stranger is nobody to record")
                .doesNotContain("not-authorized");
    }

    private String restarted() {
        var answer = http.call("POST", BACKEND + "/restart", "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private JsonNode over(String location) {
        return await("the end of the action")
                .atMost(PATIENCE)
                .until(
                        () -> json(http.get(location)),
                        action -> !action.path("state").asText().equals("running"));
    }

    private void refused(String method, String path, int status, String code) {
        var answer = http.call(method, BACKEND + path, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("urn:understudy:problem:" + code);
    }

    private void onRecord(String action, String subject, String outcome) {
        var entries = json(http.get("/api/audit?limit=30")).path("entries");
        assertThat(entries).as(action + " " + outcome).anySatisfy(entry -> {
            assertThat(entry.path("action").asText()).isEqualTo(action);
            assertThat(entry.path("subject").asText()).isEqualTo(subject);
            assertThat(entry.path("outcome").asText()).startsWith(outcome);
        });
    }

    private static String exec(ManagementCalls calls, String operation, String arguments) {
        var name = STAGE.app().bean(dev.understudy.common.Node.class).name();
        var mbean = java.lang.management.ManagementFactory.getPlatformMBeanServer().queryNames(null, null).stream()
                .filter(each ->
                        each.getDomain().equals("dev.understudy") && "Credentials".equals(each.getKeyProperty("type")))
                .sorted(java.util.Comparator.comparing(each -> !each.toString().contains(name)))
                .findFirst()
                .orElseThrow();
        return calls.jolokia(
                        "{\"type\":\"exec\",\"mbean\":\"" + mbean.toString().replace("\"", "\\\"")
                                + "\",\"operation\":\"" + operation + "\",\"arguments\":[" + arguments + "]}")
                .body();
    }

    private static JsonNode byName(JsonNode compared, String name) {
        for (var each : compared.path("variables"))
            if (each.path("name").asText().equals(name)) return each;
        throw new AssertionError(name + " is not in " + compared);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }
}
