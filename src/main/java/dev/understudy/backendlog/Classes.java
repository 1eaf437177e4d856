package dev.understudy.backendlog;

import dev.understudy.workerlog.Form;
import dev.understudy.workerlog.LogRecord;
import dev.understudy.workerlog.Refusal;
import dev.understudy.workerlog.WorkerLogs;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Which class a record is of, by the configured patterns; most are of none. */
@Component
class Classes {
    private static final int LEAST_LIMIT = 4_096;
    private final List<Class> all;
    private final WorkerLogs logs;

    private record Class(LinePattern pattern, Optional<Pattern> compiled) {
        boolean isOf(LogRecord record, Set<String> known) {
            if (compiled.isPresent()) return isFound(compiled.get(), record);
            return pattern.means() == Meaning.REGISTERED ? record.isRegistration() : known.contains(pattern.name());
        }

        /** Patterns for lines as they stand there find them too, though several of them are one record. */
        private static boolean isFound(Pattern pattern, LogRecord record) {
            if (pattern.matcher(record.told()).find()) return true;
            var isTold = record.form() == Form.PLAIN && record.lines().size() == 1;
            return !isTold
                    && record.lines().stream()
                            .anyMatch(line -> pattern.matcher(line).find());
        }
    }

    /** Refuses two patterns of one name, one without a regex that the reader does not know, and a limit that no line fits into. */
    Classes(BackendLogSettings settings, WorkerLogs logs) {
        var names = new HashSet<String>();
        for (var pattern : settings.patterns()) {
            if (!names.add(pattern.name())) throw refused(pattern.name() + " is there twice");
            var isKnown = pattern.means() == Meaning.REGISTERED || logs.names().contains(pattern.name());
            if (pattern.regex() == null && !isKnown)
                throw refused(
                        pattern.name() + " has no regex, and understudy.workerlog.sources does not make such a class");
        }
        if (settings.limit() < LEAST_LIMIT)
            throw new IllegalArgumentException("understudy.backendlog.limit: at least " + LEAST_LIMIT + " bytes");
        this.logs = logs;
        all = settings.patterns().stream()
                .map(each -> new Class(each, each.compiled()))
                .toList();
    }

    /** Goes through new records; nothing of their text is kept. */
    Tally of(List<LogRecord> records) {
        var tally = new Tally();
        for (var record : records) count(record, tally);
        return tally;
    }

    private void count(LogRecord record, Tally tally) {
        var known = new HashSet<String>();
        logs.refusals(record).stream().map(Refusal::name).forEach(known::add);
        for (var each : all)
            if (each.isOf(record, known)) {
                tally.add(each.pattern(), record.at());
                if (each.pattern().means() == Meaning.REGISTERED) tally.registered(record.at(), record.id());
                return;
            }
    }

    private static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("understudy.backendlog.patterns: " + why);
    }
}
