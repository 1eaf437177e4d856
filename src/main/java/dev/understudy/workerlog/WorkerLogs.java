package dev.understudy.workerlog;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The one reader of workers' logs. */
@Component
public class WorkerLogs {
    private final Records records;
    private final Refusals refusals;

    /** Reads by the table of the settings. */
    public WorkerLogs(WorkerLogSettings settings, ObjectMapper json) {
        records = new Records(json);
        refusals = new Refusals(settings.sources());
    }

    /** What a log tells, of all that is given: that of one container since its start. An older log has a registered worker of its own. */
    public WorkerLog read(String stdoutAndStderr) {
        return WorkerLog.of(records.of(stdoutAndStderr), refusals::of);
    }

    /** The passages of some lines, in their order, as {@link Records#passages} takes them together. */
    public List<Passage> passages(List<TimedLine> lines, int most) {
        return records.passages(lines, most);
    }

    /** Who turns the worker away in that record; mostly nobody. */
    public List<Refusal> refusals(LogRecord record) {
        return refusals.of(record);
    }

    /** The names of the classes of refusals that there can be: {@code openai-refused}. */
    public Set<String> names() {
        return refusals.names();
    }
}
