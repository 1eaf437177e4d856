package dev.understudy.backendlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.WorkerLogParts;
import dev.understudy.workerlog.LogText;
import dev.understudy.workerlog.TimedLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How lines are told apart: whatever is cut, repeated or out of order, each is new exactly once. */
class BookmarkTest {
    private static final Instant START = Instant.parse("2026-11-23T05:51:48.426513Z");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyLineIsNewOnceWhereverAnswersAreCut(long seed) {
        var random = new Random(seed);
        var log = new ArrayList<TimedLine>();
        var at = START;
        var seen = new ArrayList<TimedLine>();
        var bookmark = Bookmark.at(START);
        for (var round = 0; round < 200; round++) {
            for (var i = random.nextInt(40); i > 0; i--) {
                at = at.plusNanos(random.nextInt(3) == 0 ? 0 : random.nextInt(50_000_000));
                var early = at.minusNanos(random.nextInt(4) == 0 ? random.nextInt(100_000_000) : 0);
                log.add(new TimedLine(early.isBefore(START) ? START : early, "line " + log.size()));
            }
            var read = bookmark.read(
                    LogText.parse(printed(log, bookmark.since(), 4_096 + random.nextInt(2_000))), how(1_024));
            assertThat(read.hasGap()).isFalse();
            seen.addAll(read.lines());
            bookmark = read.next();
        }
        for (var i = 0; i < 100; i++) {
            var read = bookmark.read(LogText.parse(printed(log, bookmark.since(), 4_096)), how(1_024));
            seen.addAll(read.lines());
            bookmark = read.next();
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(log);
    }

    @Test
    void linesOfOneMomentAreToldApart() {
        var log = IntStream.range(0, 9)
                .mapToObj(i -> new TimedLine(START, "line " + i))
                .toList();
        var first = Bookmark.at(START).read(LogText.parse(printed(log.subList(0, 4), START, 9_999)), how(9_999));
        var then = first.next().read(LogText.parse(printed(log, START, 9_999)), how(9_999));
        assertThat(first.lines()).hasSize(4);
        assertThat(then.lines()).isEqualTo(log.subList(4, 9));
    }

    @Test
    void halfALineIsNotCounted() {
        var printed = printed(List.of(new TimedLine(START, "one"), new TimedLine(START, "another")), START, 9_999);
        var text = LogText.parse(Arrays.copyOf(printed, printed.length - 14));
        assertThat(text.isWhole()).isFalse();
        assertThat(text.lines()).containsExactly(new TimedLine(START, "one"));
    }

    @Test
    void whatDockerHasThrownAwayIsAGap() {
        var old = List.of(new TimedLine(START, "one"), new TimedLine(START.plusMillis(1), "two"));
        var bookmark = Bookmark.at(START)
                .read(LogText.parse(printed(old, START, 9_999)), how(9_999))
                .next();
        var after = List.of(new TimedLine(START.plusSeconds(9), "ten"));
        var read = bookmark.read(LogText.parse(printed(after, START, 9_999)), how(9_999));
        assertThat(read.hasGap()).isTrue();
        assertThat(read.lines()).hasSize(1);
        var emptied = bookmark.read(LogText.parse("\nexit 0\n".getBytes(StandardCharsets.UTF_8)), how(9_999));
        assertThat(emptied.hasGap()).isTrue();
        var again = emptied.next().read(LogText.parse("\nexit 0\n".getBytes(StandardCharsets.UTF_8)), how(9_999));
        assertThat(again.hasGap()).as("told once").isFalse();
    }

    @Test
    void aLineLongerThanAnAnswerIsCountedAsFarAsItIsReadAndPassedOver() {
        var log = List.of(new TimedLine(START, "x".repeat(20_000)), new TimedLine(START.plusMillis(1), "next"));
        var read = Bookmark.at(START).read(LogText.parse(printed(log, START, 4_096)), how(1_024));
        assertThat(read.lines()).hasSize(1);
        var then = read.next().read(LogText.parse(printed(log, read.next().since(), 4_096)), how(1_024));
        assertThat(then.lines()).containsExactly(log.get(1));
    }

    @Test
    void aTimeThatNoDockerWritesIsNone() {
        for (var stamp : List.of("+1000000000-12-31T23:59:59.999999999Z", "-1000000000-01-01T00:00:00Z")) {
            assertThat(LogText.parse((stamp + " one\n\nexit 0\n").getBytes(StandardCharsets.UTF_8))
                            .lines())
                    .isEmpty();
            var half = LogText.parse((stamp + " half a line").getBytes(StandardCharsets.UTF_8));
            assertThat(Bookmark.at(START).read(half, how(1_024)).lines()).isEmpty();
        }
    }

    @Test
    void dockersOwnWordsAreNoLines() {
        var text = LogText.parse(
                "Error response from daemon: No such container: x\n\nexit 1\n".getBytes(StandardCharsets.UTF_8));
        assertThat(text.lines()).isEmpty();
        assertThat(text.isGone()).isTrue();
        assertThat(text.exit()).isEqualTo(1);
    }

    private static Bookmark.How how(int again) {
        return new Bookmark.How(again, false, lines -> WorkerLogParts.LOGS.passages(lines, again));
    }

    /** As the host prints it: what it has since then, and how Docker ended, as much as there is room for. */
    private static byte[] printed(List<TimedLine> log, Instant since, int most) {
        var text = log.stream()
                        .filter(line -> !line.at().isBefore(since))
                        .map(line -> stamp(line.at()) + " " + line.text() + "\n")
                        .collect(Collectors.joining())
                + "\nexit 0\n";
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(bytes, Math.min(most, bytes.length));
    }

    private static String stamp(Instant at) {
        return at.toString().length() == 30
                ? at.toString()
                : "%s.%09dZ".formatted(at.toString().substring(0, 19), at.getNano());
    }
}
