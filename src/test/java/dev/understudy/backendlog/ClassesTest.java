package dev.understudy.backendlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.understudy.fixtures.WorkerLogParts;
import dev.understudy.workerlog.LogRecord;
import dev.understudy.workerlog.Passage;
import dev.understudy.workerlog.TimedLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which class the lines of real workers are of, by the patterns that come with us. */
class ClassesTest {
    private static final Instant AT = Instant.parse("2026-11-23T05:51:48.426513Z");
    private final Classes classes = ConfiguredPatterns.classes();

    @Test
    void theIncidentsLinesTellOfARefusedKey() throws IOException {
        var lines = Files.readAllLines(Path.of("src/test/resources/backendlog/incident.log"));
        assertThat(lines.stream().map(this::name)).containsExactly("tavus-refused", "tavus-refused", "tavus-failed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"message\":\"x\",\"level\":\"ERROR\",\"name\":\"livekit.plugins.tavus\",\"exc_info\":\"Traceback (most recent call last):\\n status_code=401\"} | tavus-refused",
                "{\"message\":\"tavus\",\"level\":\"ERROR\",\"exc_info\":\"status_code=403, body\"}                      | tavus-refused",
                "{\"level\":50,\"time\":1,\"msg\":\"Tavus said no\",\"err\":{\"statusCode\":401}}                          | tavus-refused",
                "APIStatusError: message=\"Tavus: Server returned an error\", status_code=500, retryable=True            | server-error",
                "{\"message\":\"avatar of tavus is late\",\"level\":\"ERROR\",\"name\":\"app\"}                            | tavus-failed",
                "openai.AuthenticationError: Error code: 401 - {'error': {'message': 'Incorrect API key provided: sk-x'  | openai-refused",
                "{\"message\":\"elevenlabs: 401, message='Invalid response status'\",\"level\":\"WARNING\"}                | elevenlabs-refused",
                "{\"message\":\"elevenlabs status_code=401 body=missing_permissions\",\"level\":\"WARNING\"}               | elevenlabs-limited",
                "{\"message\":\"failed to connect to livekit, retrying in 2s\",\"level\":\"WARNING\",\"exc_info\":\"401, message='Invalid response status'\"} | livekit-refused",
                "{\"message\": \"registered worker\", \"level\": \"INFO\", \"id\": \"AW_1\", \"code.line.number\": 401}      | registered",
                "{\"level\":30,\"time\":1795412746054,\"pid\":401,\"id\":\"AW_2\",\"msg\":\"registered worker\"}             | registered",
                "{\"message\":\"tavus avatar joined\",\"level\":\"INFO\",\"pid\":401,\"code.line.number\":401}             | none",
                "Traceback (most recent call last):                                                                     | traceback",
                "{\"message\":\"job failed\",\"level\":\"ERROR\",\"exc_info\":\"Traceback (most recent call last):\\n...\"}  | traceback",
                "  File \"/app/agent.py\", line 401, in entrypoint                                                       | none",
                "{\"message\":\"starting worker\",\"level\":\"INFO\"}                                                     | worker-start",
                "{\"message\":\"job failed\",\"level\":\"fatal\"}                                                          | error",
                "something else                                                                                         | none"
            })
    void aLineIsOfOneClass(String line, String name) {
        assertThat(name(line)).isEqualTo(name);
    }

    @Test
    void theLatestWorkerAndItsTimeAreKnown() {
        var lines = List.of(
                new TimedLine(AT, "{\"message\":\"registered worker\",\"id\":\"AW_1\"}"),
                new TimedLine(AT.plusSeconds(9), "{\"msg\":\"registered worker\",\"id\":\"AW_2\"}"));
        assertThat(classes.of(records(lines)).registration())
                .isEqualTo(new Tally.Registration(AT.plusSeconds(9), "AW_2"));
    }

    @Test
    void aLineThatIsMadeToTakeLongTakesNoTime() {
        var long1 = "tavus openai eleven status_code=".repeat(60_000);
        // where the time grows with the square of the length it is a matter of hours
        assertTimeoutPreemptively(
                Duration.ofSeconds(120), () -> classes.of(records(List.of(new TimedLine(AT, long1)))));
    }

    @Test
    void aPatternThatIsNoneIsRefusedByName() {
        assertThatThrownBy(() -> new LinePattern("mine", "(", Meaning.ERROR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("understudy.backendlog.patterns: the regex of mine is none: ");
        assertThatThrownBy(() -> new LinePattern("My name", "x", Meaning.ERROR))
                .hasMessageContaining("\"My name\" is no name");
    }

    private String name(String line) {
        var counts = classes.of(records(List.of(new TimedLine(AT, line)))).counts();
        return counts.isEmpty() ? "none" : counts.iterator().next().name();
    }

    private static List<LogRecord> records(List<TimedLine> lines) {
        return WorkerLogParts.LOGS.passages(lines, 99_999).stream()
                .map(Passage::record)
                .toList();
    }
}
