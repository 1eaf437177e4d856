package dev.understudy.workerlog;

import dev.understudy.credential.Provider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a worker's log tells. What comes out in words is our own, but for {@link #last}: never a line, since it may quote a key.
 *
 * @param records all of it, in its order
 * @param refusals those of each record
 */
public record WorkerLog(List<LogRecord> records, List<List<Refusal>> refusals) {
    private static final String PROCESS_ENDED = "process exited with non-zero exit code";

    static WorkerLog of(List<LogRecord> records, Function<LogRecord, List<Refusal>> judge) {
        return new WorkerLog(records, records.stream().map(judge).toList());
    }

    /** True when a worker has said that LiveKit has it. */
    public boolean isRegistered() {
        return registration() >= 0;
    }

    /** True when a worker has said that it finishes its jobs and takes no more. */
    public boolean isDraining() {
        return records.stream().anyMatch(LogRecord::isDraining);
    }

    /** The latest one's, {@code AW_...}; null when none was said. */
    public @Nullable String workerId() {
        return isRegistered() ? records.get(registration()).id() : null;
    }

    /** That provider's refusal of its key. LiveKit's does not count any more once a worker has registered after it. */
    public Optional<Refusal> refusal(Provider provider) {
        var from = provider == Provider.LIVEKIT ? registration() + 1 : 0;
        return refusals.subList(from, refusals.size()).stream()
                .flatMap(List::stream)
                .filter(each -> each.isOf(provider))
                .findFirst();
    }

    /** Whether anybody refuses a key. */
    public boolean hasRefusal() {
        return refusals.stream().flatMap(List::stream).anyMatch(each -> each.kind() == Refusal.Kind.REFUSED);
    }

    /** What else is told in it, each once with its number: {@code 401 of openai (3 times)}, {@code traceback}; empty for nothing. */
    public List<String> troubles() {
        var found = new LinkedHashMap<String, Integer>();
        for (var i = 0; i < records.size(); i++) for (var each : troubles(i)) found.merge(each, 1, Integer::sum);
        return found.entrySet().stream().map(WorkerLog::counted).toList();
    }

    /** In which forms it is written: {@code JSON and plain text}; empty when there is nothing. */
    public String forms() {
        return records.stream().map(each -> each.form().label()).distinct().collect(Collectors.joining(" and "));
    }

    /** Whether there is anything in a form that is known. */
    public boolean isUnderstood() {
        return records.stream().anyMatch(each -> each.form() != Form.PLAIN);
    }

    /** The last record and what it tells; empty when there is none. It is secret. */
    public Optional<LogRecord> last() {
        return records.isEmpty() ? Optional.empty() : Optional.of(records.get(records.size() - 1));
    }

    /** What the last record is, in our own words; empty when there is nothing special about it. */
    public List<String> lastTroubles() {
        return records.isEmpty() ? List.of() : troubles(records.size() - 1);
    }

    /** What there was instead of what was waited for, in our own words: {@code seen: 3 records as JSON, with 401 of livekit}. */
    public String seen() {
        if (records.isEmpty()) return "seen: nothing";
        var number = records.size() == 1 ? "1 record" : records.size() + " records";
        var with = troubles().isEmpty() ? "" : ", with " + String.join(", ", troubles());
        return "seen: " + number + " as " + forms() + with;
    }

    private int registration() {
        for (var i = records.size() - 1; i >= 0; i--) if (records.get(i).isRegistration()) return i;
        return -1;
    }

    private List<String> troubles(int number) {
        var record = records.get(number);
        var found = new ArrayList<String>();
        refusals.get(number).forEach(each -> found.add(each.label()));
        if (!found.isEmpty()) return found;
        if (record.told().contains(PROCESS_ENDED)) found.add("a process that ended");
        else if (record.isTraceback()) found.add("traceback");
        else if (record.isError()) found.add("error");
        return found;
    }

    private static String counted(Map.Entry<String, Integer> each) {
        return each.getValue() == 1 ? each.getKey() : each.getKey() + " (" + each.getValue() + " times)";
    }

    @Override
    public String toString() {
        return "a log of " + records.size() + " records";
    }
}
