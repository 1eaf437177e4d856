package dev.understudy.workerlog;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;

/**
 * Takes lines together to records. One begins where a JSON object, a time or a level begins a line, or a traceback; what stands below
 * a text or a traceback belongs to it up to the next one, a JSON object is complete in its line, and any other line is one by itself.
 */
public final class Records {
    /** What a record has at most; what is more are records by themselves, so that no worker can fill our memory. */
    static final int MOST_LINES = 300;

    static final int MOST_CHARACTERS = 32_768;
    private final Heads heads;

    /** Reads JSON with it. */
    public Records(ObjectMapper json) {
        heads = new Heads(json);
    }

    /** All of a text, in its order; the last one as if nothing came after it. */
    public List<LogRecord> of(String text) {
        var lines = text.lines().map(line -> new TimedLine(Instant.EPOCH, line)).toList();
        return passages(lines, MOST_CHARACTERS).stream().map(Passage::record).toList();
    }

    /**
     * All of some lines, in their order. Where the lines are cut makes no difference but to the last passage, when that is open: read
     * from its first line on later, the same records come out.
     *
     * @param most characters of one passage, as far as there is more than one line
     */
    public List<Passage> passages(List<TimedLine> lines, int most) {
        var gathering = new Gathering(heads, Math.min(most, MOST_CHARACTERS));
        lines.forEach(gathering::add);
        return gathering.all();
    }
}
