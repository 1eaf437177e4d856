package dev.understudy.backendlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.WorkerLogParts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The log table: which class each record has of the logs that people have shown, and of those of the night of the incident. */
class WildLogsTest {
    private static final Path WILD = Path.of("src/test/resources/wild/logs");
    private final Classes classes = ConfiguredPatterns.classes();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "js-pino-pretty.log              | worker-start, none, registered",
                "python-dev.log                  | none, worker-start, none, registered",
                "python-dev-tty-colour.log       | registered",
                "severity-only.log               | registered, tavus-refused, tavus-refused, registered, tavus-refused, registered",
                "startup-warning-traceback.log   | none, traceback, registered",
                "text-livekit-401.log            | livekit-refused",
                "text-livekit-401-oneline.log    | livekit-refused",
                "text-livekit-401-inference.log  | livekit-inference-refused, livekit-inference-out-of-credits",
                "misc.log                        | elevenlabs-limited, process-ended, none, none, tavus-full, tavus-out-of-credits, none,"
                        + " tavus-refused, tavus-refused, none, none, registered, livekit-refused, traceback",
            })
    void eachRecordHasItsClass(String file, String names) {
        assertThat(classesOf(WILD.resolve(file))).containsExactly(names.split(", "));
    }

    @Test
    void everyFileIsInTheTable() throws IOException {
        try (var files = Files.list(WILD)) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "js-pino-pretty.log",
                            "misc.log",
                            "python-dev.log",
                            "python-dev-tty-colour.log",
                            "secrets-to-mask.log", // dev.understudy.masking.WildLinesTest has it
                            "severity-only.log",
                            "startup-warning-traceback.log",
                            "text-livekit-401.log",
                            "text-livekit-401-inference.log",
                            "text-livekit-401-oneline.log");
        }
    }

    @Test
    void theIncidentIsARefusedKey() {
        assertThat(classesOf(Path.of("src/test/resources/backendlog/incident.log")))
                .containsExactly("tavus-refused", "tavus-refused", "tavus-failed");
    }

    @Test
    void everyWorkerThatIsRegisteredHasItsId() {
        assertThat(Stream.of(
                                "js-pino-pretty.log",
                                "python-dev.log",
                                "python-dev-tty-colour.log",
                                "severity-only.log",
                                "startup-warning-traceback.log",
                                "misc.log")
                        .map(file -> WorkerLogParts.LOGS
                                .read(read(WILD.resolve(file)))
                                .workerId()))
                .containsExactly(
                        "AW_KzCqCJxFVYtZ",
                        "AW_Z5974RZyAtGW",
                        "AW_Z5974RZyAtGW",
                        "AW_loguru",
                        "AW_later",
                        "AW_prefixed");
    }

    private List<String> classesOf(Path file) {
        return WorkerLogParts.LOGS.read(read(file)).records().stream()
                .map(record -> classes.of(List.of(record)).counts())
                .map(counts ->
                        counts.isEmpty() ? "none" : counts.iterator().next().name())
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
