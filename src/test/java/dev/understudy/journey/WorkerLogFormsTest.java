package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.fixtures.App;
import dev.understudy.fixtures.RotationStage;
import dev.understudy.fixtures.Rotator;
import dev.understudy.fixtures.WorldControls;
import java.util.ArrayList;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever form the workers log in, the rotation's story is the same; another key's refusal is told in it and takes nothing back. */
class WorkerLogFormsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"structlog | JSON", "python    | Python's text", "pino      | pino-pretty"})
    void aRotationReadsIt(String form, String label) {
        var all = new ArrayList<>(RotationStage.QUICK);
        all.add("--understudy.sandbox.worker-log=" + form);
        all.replaceAll(each -> each.replace("watch=500ms", "watch=800ms"));
        try (var app = App.start(all.toArray(String[]::new))) {
            var world = new WorldControls(app.port());
            var operator = new Rotator(app.port(), "sandbox");
            world.fault("host", "registers-then-others-401");
            var done = operator.ended(operator.accepted("sandbox-forms-" + form));
            assertThat(done.path("state").asText()).as("%s", done).isEqualTo("done");
            assertThat(observed(done, "look")).contains("read as " + label + ", registered worker AW_");
            assertThat(observed(done, "verify")).contains("told besides: invalid_api_key of openai");
            world.fault("host", "registers-then-401");
            var back = operator.ended(operator.accepted("sandbox-forms-no-" + form));
            assertThat(Rotator.problem(back)).as("%s", back).isEqualTo("worker-in-trouble");
            assertThat(observed(back, "verify")).contains("of tavus; seen: ");
            var log = step(back, "verify").path("log");
            assertThat(log).isNotEmpty();
            assertThat(log.toString())
                    .contains("registered worker", "Invalid access token")
                    .doesNotContain("sandbox-forms");
        }
    }

    private static String observed(JsonNode rotation, String name) {
        return step(rotation, name).path("observed").asText();
    }

    private static JsonNode step(JsonNode rotation, String name) {
        return StreamSupport.stream(rotation.path("hosts").path(0).path("steps").spliterator(), false)
                .filter(step -> step.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
