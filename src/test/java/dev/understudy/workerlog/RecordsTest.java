package dev.understudy.workerlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which lines are one record, and what its lines below the first one add to it. */
class RecordsTest {
    private static final String TRACE = """
            Traceback (most recent call last):
              File "/app/agent.py", line 401, in run
                await self.connect()
            aiohttp.WSServerHandshakeError: 401, message='no', url='wss://example.livekit.cloud/agent'
            and more words of it""";

    private final Records records = new Records(new ObjectMapper());

    @Test
    void whatStandsBelowATextBelongsToIt() {
        var all = records.of("2026-01-01 10:00:00,000 - INFO a.b - one\n2026-01-01 10:00:01,000 - WARNING a.b - two\n"
                + TRACE + "\n2026-01-01 10:00:02,000 - INFO a.b - three");
        assertThat(all).extracting(LogRecord::message).containsExactly("one", "two", "three");
        assertThat(all.get(1).told()).isEqualTo("WARNING a.b two\n" + TRACE);
        assertThat(all.get(1).isTraceback()).isTrue();
        assertThat(all.get(1).lines()).hasSize(6);
    }

    @Test
    void aTracebackWithoutAHeadIsOneToo() {
        var all = records.of("a line\n" + TRACE + "\n\n" + TRACE + "\n{\"message\":\"two\"}\n  indented\nanother line");
        assertThat(all)
                .extracting(LogRecord::form)
                .containsExactly(Form.PLAIN, Form.PLAIN, Form.JSON, Form.PLAIN, Form.PLAIN);
        assertThat(all.get(1).told()).isEqualTo(TRACE + "\n\n" + TRACE);
    }

    @Test
    void whatIsPrettyHasItsMembersBelow() {
        var all = records.of("""
                \u001b[90m[16:22:29.908]\u001b[0m \u001b[32mINFO\u001b[39m (22764): \u001b[36mregistered worker\u001b[39m
                    version: "0.1.0"
                    id: "AW_KzCqCJxFVYtZ"
                    server_info: {
                      "edition": "Cloud"
                    }
                [16:22:30.000] WARN (22764): slow
                """);
        assertThat(all).hasSize(2);
        assertThat(all.get(0).form()).isEqualTo(Form.PINO);
        assertThat(all.get(0).isRegistration()).isTrue();
        assertThat(all.get(0).id()).isEqualTo("AW_KzCqCJxFVYtZ");
        assertThat(all.get(1).level()).isEqualTo("WARNING");
    }

    @Test
    void whatComposeOrDockerPutsBeforeEachLineIsNoPartOfIt() {
        var text = ("2026-01-01 10:00:00,000 - WARNING a.b - two\n" + TRACE)
                .lines()
                .toList();
        var plain = records.of(String.join("\n", text));
        for (var before :
                List.of("agent-1  | ", "2026-01-01T10:00:00.123456789Z ", "2026-01-01T10:00:00.123456789Z agent | ")) {
            var all = records.of(
                    String.join("\n", text.stream().map(line -> before + line).toList()));
            assertThat(all).as(before).hasSize(1);
            assertThat(all.get(0).told()).as(before).isEqualTo(plain.get(0).told());
        }
        assertThat(records.of("agent | " + TRACE.replace("\n", "\nagent | "))).hasSize(1);
        assertThat(records.of("this | that").get(0).told()).isEqualTo("this | that");
    }

    @Test
    void everyFormSaysThatAWorkerIsRegistered() {
        for (var line : List.of(
                "2026-06-26 13:35:39,241 - INFO livekit.agents - registered worker {\"id\": \"AW_1\", \"protocol\": 17}",
                "2026-06-26 13:35:39,241 - livekit.agents - INFO - registered worker {\"id\": \"AW_1\"}",
                "2026-06-26T13:35:39.241Z INFO livekit.agents - registered worker {\"id\": \"AW_1\"}",
                "2026-01-17 21:26:19.077 | INFO     | livekit.agents:run:123 - registered worker {\"id\": \"AW_1\"}",
                "2026-01-17 21:26:19 [info     ] registered worker              [livekit.agents] id=AW_1 url=wss://x",
                "[13:35:39.241] INFO (22764): registered worker {\"id\":\"AW_1\"}",
                "INFO:livekit.agents:registered worker {\"id\": \"AW_1\"}",
                "INFO: registered worker {\"id\": \"AW_1\"}",
                "agent | 2026-01-17 21:26:19.077 | {\"level\": \"INFO\", \"message\": \"registered worker\", \"id\": \"AW_1\"}")) {
            var record = records.of(line).get(0);
            assertThat(record.isRegistration()).as(line).isTrue();
            assertThat(record.id()).as(line).isEqualTo("AW_1");
        }
        for (var line : List.of(
                "registered worker",
                "2026-06-26 13:35:39,241 - INFO livekit.agents - no registered worker",
                "2026-06-26 13:35:39,241 - INFO livekit.agents - registered workers",
                "INFO:app:we wait for a registered worker"))
            assertThat(records.of(line).get(0).isRegistration()).as(line).isFalse();
    }

    @Test
    void aRecordHasABoundAndAfterItAreRecordsByThemselves() {
        var head = "2026-01-01 10:00:00,000 - INFO a.b - one";
        var lines = IntStream.range(0, 2 * Records.MOST_LINES)
                .mapToObj(i -> "line " + i)
                .toList();
        var all = records.of(head + "\n" + String.join("\n", lines));
        assertThat(all).hasSize(1 + 2 * Records.MOST_LINES - (Records.MOST_LINES - 1));
        assertThat(all.get(0).lines()).hasSize(Records.MOST_LINES);
        assertThat(records.of(head + "\n" + "x".repeat(Records.MOST_CHARACTERS)))
                .hasSize(2);
        var told = records.of("{\"message\":\"" + "x".repeat(99_999) + "\",\"exc_info\":\"why\"}")
                .get(0)
                .told();
        assertThat(told).hasSizeLessThan(20_000).endsWith("x why");
    }

    @Test
    void onlyTheLastRecordOfATextMayGoOn() {
        var at = Instant.EPOCH;
        var lines = List.of(
                new TimedLine(at, "2026-01-01 10:00:00,000 - INFO a.b - one"),
                new TimedLine(at, "2026-01-01 10:00:00,000 - INFO a.b - two"),
                new TimedLine(at, "more"));
        assertThat(records.passages(lines, 9_999)).extracting(Passage::isOpen).containsExactly(false, true);
        var line = List.of(new TimedLine(at, "{\"message\":\"one\"}"));
        assertThat(records.passages(line, 9_999)).extracting(Passage::isOpen).containsExactly(false);
        assertThat(records.passages(List.of(new TimedLine(at, "words"), new TimedLine(at, "")), 9_999))
                .extracting(Passage::isOpen)
                .containsExactly(false);
    }
}
