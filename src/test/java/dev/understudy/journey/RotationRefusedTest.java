package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.OneAtATime;
import dev.understudy.fixtures.RotationStage;
import dev.understudy.fixtures.Rotator;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said no to before anything is done: no rotation is there afterwards, and the host was not looked at. */
@OneAtATime
class RotationRefusedTest {
    private static final RotationStage STAGE = RotationStage.shared();
    private final Rotator operator = STAGE.operator();
    private final int before = operator.all().size();
    private final Object host = STAGE.host();

    @AfterEach
    void nothingWasDone() {
        STAGE.mend();
        assertThat(operator.all()).hasSize(before);
        assertThat(STAGE.host()).isEqualTo(host);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                                              | 400 | malformed-json             | ",
                "[]                                                             | 400 | malformed-json             | ",
                "{}                                                             | 422 | missing-field              | provider",
                "{\"provider\":\"acme\",\"key\":\"x\"}                          | 422 | unknown-provider           | provider",
                "{\"provider\":\"livekit\",\"key\":\"API1\"}                    | 422 | missing-field              | secret",
                "{\"provider\":\"livekit\",\"key\":{\"key\":\"A:\"}}             | 422 | bad-characters             | key.key",
                "{\"provider\":\"openai\",\"key\":\"x\",\"secret\":\"y\"}         | 422 | unknown-field              | secret",
                "{\"from\":\"standby\"}                                         | 422 | missing-field              | provider",
                "{\"provider\":\"tavus\",\"from\":\"standby\"}                  | 422 | no-standby                 | from",
                "{\"provider\":\"tavus\",\"from\":\"previous\"}                 | 422 | unknown-source             | from",
                "{\"provider\":\"tavus\"}                                       | 422 | missing-field              | key",
                "{\"provider\":\"tavus\",\"key\":7}                             | 422 | wrong-type                 | key",
                "{\"provider\":\"tavus\",\"key\":\"a b\"}                       | 422 | bad-characters             | key",
                "{\"provider\":\"tavus\",\"key\":\"a#b\"}                       | 422 | bad-characters             | key",
                "{\"provider\":\"tavus\",\"key\":\"a\\\\b\"}                    | 422 | bad-characters             | key",
                "{\"provider\":\"tavus\",\"key\":\"käse\"}                      | 422 | bad-characters             | key",
                "{\"provider\":\"tavus\",\"key\":\"sandbox-x\",\"hosts\":[]}    | 422 | unknown-field              | hosts",
                "{\"provider\":\"tavus\",\"key\":\"nobodys-key\"}               | 422 | key-rejected               | key",
            })
    void whatCannotBeDoneIsRefused(String body, int status, String code, String field) {
        refused(operator.post(body), status, code);
        var answer = operator.post(body).body();
        if (field != null) assertThat(answer).contains("\"field\":\"" + field + "\"");
    }

    @Test
    void aKeyOrAReasonMayBeTooLong() {
        refused(operator.ask("sandbox-" + "x".repeat(505)), 422, "too-long");
        var why = "\"why\":\"" + "y".repeat(201) + "\"";
        refused(operator.post("{\"provider\":\"tavus\",\"key\":\"sandbox-x\"," + why + "}"), 422, "too-long");
    }

    @Test
    void whileTavusGivesNoAnswerNoKeyIsProven() {
        STAGE.world().fault("tavus", "down");
        var answer = operator.ask("sandbox-x");
        refused(answer, 503, "key-not-proven");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void strangersMayNeitherRotateNorLook() {
        for (var token : new String[] {"", "wrong"}) {
            var stranger = new Rotator(STAGE.app().port(), token);
            refused(stranger.ask("sandbox-x"), 401, "not-authorized");
            assertThat(stranger.one("any").path("type").asText()).endsWith("not-authorized");
            assertThat(stranger.all().isMissingNode()).isTrue();
        }
    }

    @Test
    void whatWasNeverThereIsNotFound() {
        assertThat(operator.one("r0").path("type").asText()).isEqualTo("urn:understudy:problem:no-such-rotation");
        assertThat(operator.one("r0").path("status").asInt()).isEqualTo(404);
    }

    private static void refused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("\"urn:understudy:problem:" + code + "\"");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).doesNotContain("nobodys-key");
    }
}
