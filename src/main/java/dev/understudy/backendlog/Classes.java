package dev.understudy.backendlog;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.container.LogLine;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Which class a line is of, by the configured patterns; most are of none. */
@Component
class Classes {
    private static final int LEAST_LIMIT = 4_096;
    private static final int LONGEST = 16_384;
    private final List<Class> all;
    private final ObjectMapper json;

    private record Class(LinePattern pattern, Pattern compiled) {}

    /** Refuses two patterns of one name, and a limit that no line fits into. */
    Classes(BackendLogSettings settings, ObjectMapper json) {
        var names = new HashSet<String>();
        for (var pattern : settings.patterns())
            if (!names.add(pattern.name()))
                throw new IllegalArgumentException(
                        "understudy.backendlog.patterns: " + pattern.name() + " is there twice");
        if (settings.limit() < LEAST_LIMIT)
            throw new IllegalArgumentException("understudy.backendlog.limit: at least " + LEAST_LIMIT + " bytes");
        this.json = json;
        all = settings.patterns().stream()
                .map(each -> new Class(each, each.compiled()))
                .toList();
    }

    /** Goes through new lines; nothing of their text is kept. */
    Tally of(List<TimedLine> lines) {
        var tally = new Tally();
        for (var line : lines) count(line, tally);
        return tally;
    }

    private void count(TimedLine line, Tally tally) {
        var text = line.text().length() > LONGEST ? line.text().substring(0, LONGEST) : line.text();
        var parsed = LogLine.of(text, json);
        var told = parsed.told();
        for (var each : all)
            if (each.compiled().matcher(told).find()) {
                tally.add(each.pattern(), line.at());
                if (each.pattern().means() == Meaning.REGISTERED) tally.registered(line.at(), parsed.workerId());
                return;
            }
    }
}
