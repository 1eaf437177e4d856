package dev.understudy.backendlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.backendlog.Bookmark.How;
import dev.understudy.fixtures.WorkerLogParts;
import dev.understudy.workerlog.LogRecord;
import dev.understudy.workerlog.LogText;
import dev.understudy.workerlog.Passage;
import dev.understudy.workerlog.TimedLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record that an answer of the host tears apart: whole it is counted, and once. */
class TornRecordsTest {
    private static final Instant START = Instant.parse("2026-11-23T05:51:48.426513Z");
    private static final int AGAIN = 8_192;
    private static final String TRACE =
            "Traceback (most recent call last):\n  File \"/app/x.py\", line 1, in y\n    raise Z\nError: 401, %d";
    private final List<TimedLine> log = new ArrayList<>();
    private final List<LogRecord> counted = new ArrayList<>();
    private Bookmark bookmark = Bookmark.at(START);
    private Random random = new Random(0);
    private Instant at = START;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void everyRecordIsCountedOnceWhereverAnswersAreCut(long seed) {
        random = new Random(seed);
        var written = new ArrayList<String>();
        for (var i = 0; i < 1_500; i++) record(i).lines().forEach(written::add);
        for (var next = 0; next < written.size(); ) {
            for (var i = 1 + random.nextInt(random.nextInt(20) == 0 ? 2_000 : 9); i > 0 && next < written.size(); i--)
                write(written.get(next++));
            look(33_000 + random.nextInt(9_000));
        }
        for (var i = 0; i < 200; i++) look(33_000);
        var expected = told(all(log));
        for (var i = 0; i < Math.min(expected.size(), counted.size()); i++)
            assertThat(counted.get(i).told()).as("record %d", i).isEqualTo(expected.get(i));
        assertThat(counted).hasSameSizeAs(expected);
    }

    @Test
    void aRecordIsHeldUntilItDidNotGoOn() {
        write("2026-01-01 10:00:00,000 - WARNING a.b - 401");
        look(99_999);
        assertThat(counted).isEmpty();
        write("more");
        look(99_999);
        assertThat(counted).as("it went on").isEmpty();
        look(99_999);
        assertThat(told(counted)).containsExactly("WARNING a.b 401\nmore");
        look(99_999);
        assertThat(counted).hasSize(1);
    }

    @Test
    void aRecordIsCountedWhenTheNextOneBeginsOrTheContainerHasEnded() {
        write("2026-01-01 10:00:00,000 - WARNING a.b - one");
        write("2026-01-01 10:00:00,000 - WARNING a.b - two");
        look(99_999);
        assertThat(told(counted)).containsExactly("WARNING a.b one");
        look(99_999, true);
        assertThat(counted).hasSize(2);
    }

    /** Its two streams are stamped before they are written, and there is no room to read half a second again. */
    @Test
    void aHeldRecordThatIsOlderThanWhatStandsBeforeItIsReadAgain() {
        log.add(new TimedLine(START.plusMillis(10), "{\"message\":\"one\"}"));
        log.add(new TimedLine(START.plusMillis(9), "2026-01-01 10:00:00,000 - WARNING a.b - two"));
        var how = new How(1, false, TornRecordsTest::passages);
        var first = bookmark.read(LogText.parse(printed(99_999)), how);
        assertThat(told(first.records())).containsExactly(" one");
        bookmark = first.next();
        log.add(new TimedLine(START.plusMillis(11), "{\"message\":\"three\"}"));
        var then = bookmark.read(LogText.parse(printed(99_999)), how);
        assertThat(told(then.records())).containsExactly("WARNING a.b two", " three");
    }

    @Test
    void aRecordThatDockerThrewAwayBeforeItWasCountedIsAGap() {
        write("2026-01-01 10:00:00,000 - WARNING a.b - one");
        look(99_999);
        log.clear();
        write("{\"message\":\"two\"}");
        assertThat(look(99_999).hasGap()).isTrue();
        assertThat(told(counted)).containsExactly(" two");
    }

    private String record(int number) {
        return switch (random.nextInt(7)) {
            case 0 -> "{\"message\":\"json " + number + "\",\"level\":\"INFO\"}";
            case 1 -> "a plain line " + number;
            case 2 -> "2026-01-01 10:00:00,000 - WARNING a.b - text " + number + "\n" + TRACE.formatted(number);
            case 3 -> "2026-01-01 10:00:00,000 - INFO a.b - text " + number;
            case 4 -> "[10:00:00.000] INFO (7): pretty " + number + "\n    id: \"AW_" + number + "\"\n    x: {\n    }";
            case 5 -> TRACE.formatted(number) + "\nand more " + number;
            default ->
                "2026-01-01 10:00:00,000 - ERROR a.b - long " + number
                        + ("\n  line of it " + number).repeat(number % 50);
        };
    }

    /** Some lines are of one moment, some are dated before the one that they stand behind. */
    private void write(String text) {
        at = at.plusNanos(random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(60_000_000));
        var early = at.minusNanos(random.nextInt(5) == 0 ? random.nextInt(90_000_000) : 0);
        log.add(new TimedLine(early.isBefore(START) ? START : early, text));
    }

    private Bookmark.Reading look(int most) {
        return look(most, false);
    }

    private Bookmark.Reading look(int most, boolean isEnd) {
        var text = LogText.parse(printed(most));
        var read = bookmark.read(text, new How(AGAIN, isEnd, TornRecordsTest::passages));
        counted.addAll(read.records());
        bookmark = read.next();
        return read;
    }

    private static List<Passage> passages(List<TimedLine> lines) {
        return WorkerLogParts.LOGS.passages(lines, AGAIN);
    }

    private static List<LogRecord> all(List<TimedLine> lines) {
        return passages(lines).stream().map(Passage::record).toList();
    }

    private static List<String> told(List<LogRecord> records) {
        return records.stream().map(LogRecord::told).toList();
    }

    private byte[] printed(int most) {
        var text = new StringBuilder();
        for (var line : log)
            if (!line.at().isBefore(bookmark.since()))
                text.append("%s.%09dZ "
                                .formatted(
                                        line.at().toString().substring(0, 19),
                                        line.at().getNano()))
                        .append(line.text())
                        .append('\n');
        var bytes = (text + "\nexit 0\n").getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(bytes, Math.min(most, bytes.length));
    }
}
