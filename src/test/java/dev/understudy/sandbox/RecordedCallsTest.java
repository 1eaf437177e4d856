package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every call that was recorded against livekit-server 1.13.5 gets the same status, content type and shape from FakeLiveKit. */
class RecordedCallsTest {
    /** Paths that are the application's own, and what only browsers ask. */
    private static final Set<String> NOT_FOR_US = Set.of("health", "unknown-path", "options-preflight");

    private static final Map<String, String> DISPATCHES = new HashMap<>();
    /** Of no other length in this world. */
    private static final Duration NO_RESPONSE = Duration.ofMillis(307);

    private static Stage stage;

    @BeforeAll
    static void open() {
        stage = Stage.open("delays.no-response=" + NO_RESPONSE.toMillis() + "ms");
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    /** They depend on each other and are played in the order in which they were recorded. */
    static List<RecordedCall> calls() {
        return Recordings.of("twirp-single-calls").stream()
                .filter(line -> line.get("name").asText().startsWith("twirp."))
                .map(RecordedCall::new)
                .filter(call -> !NOT_FOR_US.contains(call.about()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void isAnsweredAsRecorded(RecordedCall recorded) {
        int before = stage.clockwork().waits().size();
        var answer = recorded.play(stage, DISPATCHES);
        if (recorded.about().equals("create-dispatch")) remember(recorded, answer);
        var about = recorded.about() + " " + recorded.type();
        assertThat(answer.status()).as(about + ": " + answer.text()).isEqualTo(recorded.status());
        assertThat(answer.type()).as(about).isEqualToIgnoringWhitespace(recorded.answerType());
        var waits = stage.clockwork().waits();
        assertThat(waits.subList(before, waits.size()).contains(NO_RESPONSE))
                .as(about + " is answered late")
                .isEqualTo(recorded.status() == 503);
        sameBody(about, recorded, answer);
    }

    private static void sameBody(String about, RecordedCall recorded, Answer answer) {
        var expected = recorded.answer();
        if (answer.type().equals("application/json"))
            sameJson(about, Recordings.parse(expected.asText()), answer.json());
        else if (answer.type().equals("application/protobuf")) sameNames(about, recorded, answer);
        else assertThat(withoutToken(answer.text())).as(about).startsWith(text(expected));
    }

    /** Errors word by word; everything else by its shape, for ids and times differ. */
    private static void sameJson(String about, JsonNode expected, JsonNode actual) {
        if (expected.has("code")) assertThat(actual).as(about).isEqualTo(expected);
        else assertThat(Recordings.shape(actual)).as(about).isEqualTo(Recordings.shape(expected));
    }

    /** Answers in protobuf were noted as the recorder's own, older words had them: no name may be missing. */
    private static void sameNames(String about, RecordedCall recorded, Answer answer) {
        var actual = Recordings.parse(Messages.json(recorded.method(), answer.bytes()));
        var expected = new TreeSet<String>();
        recorded.answer().fieldNames().forEachRemaining(expected::add);
        expected.forEach(
                name -> assertThat(actual.has(name)).as(about + " " + name).isTrue());
    }

    private static void remember(RecordedCall recorded, Answer answer) {
        boolean json = recorded.type().contains("json");
        var made = json ? answer.json() : Recordings.parse(Messages.json("CreateDispatch", answer.bytes()));
        DISPATCHES.put(recorded.type(), made.get("id").asText());
    }

    private static String text(JsonNode answer) {
        if (!answer.isObject()) return answer.asText("");
        return new String(
                Base64.getDecoder().decode(answer.get("protobuf_base64").asText()), StandardCharsets.UTF_8);
    }

    private static String withoutToken(String text) {
        return text.replaceFirst("invalid token: \\S+, error", "invalid token: <token>, error");
    }
}
