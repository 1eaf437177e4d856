package dev.understudy.backendlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.fixtures.Fuzz;
import dev.understudy.fixtures.WorkerLogParts;
import dev.understudy.workerlog.LogRecord;
import dev.understudy.workerlog.LogText;
import dev.understudy.workerlog.Records;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever a host prints of its containers and their logs: it is read, and no pattern goes over a line again and again. */
@Tag("fuzz")
class BackendLogFuzzTest {
    /** Of understudy.backendlog.limit. */
    private static final int OUTPUT = 1 << 20;
    /** What is looked at of a line, and how often at most a character of it: with the square of its length it would be thousands. */
    private static final int LINE = 16_384;

    private static final int LOOKS = 120;
    private static final Instant EARLY = Instant.parse("2026-11-20T00:00:00Z");
    private static final Bookmark.How HOW =
            new Bookmark.How(OUTPUT / 4, false, lines -> WorkerLogParts.LOGS.passages(lines, OUTPUT / 4));
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Classes classes = ConfiguredPatterns.classes();
    private final List<Pattern> patterns = ConfiguredPatterns.all().stream()
            .flatMap(each -> each.compiled().stream())
            .toList();

    @Test
    void anyAnswerIsReadAndTheNextOneGoesOnFromThere() {
        Fuzz.of("log-answers", OUTPUT).at(bytes -> {
            var text = LogText.parse(bytes);
            var reading = Bookmark.at(EARLY).read(text, HOW);
            var tally = classes.of(reading.records());
            assertThat(tally.counts())
                    .hasSizeLessThanOrEqualTo(ConfiguredPatterns.all().size());
            tally.counts().forEach(each -> assertThat(each.last().toEpochMilli())
                    .isGreaterThanOrEqualTo(each.first().toEpochMilli()));
            var again = reading.next().read(text, HOW);
            if (text.isWhole())
                assertThat(again.lines())
                        .as("a record that was held back is read with the others")
                        .hasSizeLessThanOrEqualTo(text.lines().size());
        });
    }

    @Test
    void noPatternLooksAtALineAgainAndAgain() {
        Fuzz.of("worker-logs", LINE * 2).at(bytes -> new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .limit(1_000) // each line has a price of its own, its matchers', however short it is
                .flatMap(line -> new Records(JSON).of(line).stream())
                .map(LogRecord::told)
                .forEach(this::matched));
    }

    @Test
    void anyListOfContainersIsRead() {
        Fuzz.of("containers-seen", OUTPUT).at(bytes -> {
            for (var seen : ContainerSeen.parse(new String(bytes, StandardCharsets.UTF_8))) {
                var begun = ReadLog.begun("host", "worker", seen, EARLY);
                assertThat(begun.seen().createdAt().toEpochMilli()).isNotZero();
                var state = begun.state().registered(new Tally.Registration(EARLY, "AW_1"));
                var log = begun.to(begun.bookmark(), state);
                assertThat(log.isRegistered()).isNotNull();
                log.isAtItsEnd();
            }
        });
    }

    private void matched(String told) {
        var line = new Counted(told);
        for (var pattern : patterns) {
            pattern.matcher(line).find();
        }
        assertThat(line.looks()).isLessThanOrEqualTo((long) LOOKS * (told.length() + 10));
    }
}
