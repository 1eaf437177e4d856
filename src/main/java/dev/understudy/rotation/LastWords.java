package dev.understudy.rotation;

import dev.understudy.container.Container;
import dev.understudy.host.DockerCommands;
import dev.understudy.host.HostTrouble;
import dev.understudy.masking.Masking;
import dev.understudy.masking.Values;
import dev.understudy.workerlog.LogRecord;
import dev.understudy.workerlog.WorkerLog;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What a worker said last that failed: its container is removed, and its log with it. Whatever is or could be a secret is covered
 * before anything is kept.
 */
@Component
class LastWords {
    static final int LINES = 50;
    private static final int BYTES = 65_536;
    private static final int LONGEST = 2_000;
    private static final int BRIEF = 120;
    /** A line with Docker's time before it; one that was cut at its beginning is none, since half a key is not known any more. */
    private static final Pattern LINE = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]{8,}Z .*");

    private static final Logger log = LoggerFactory.getLogger(LastWords.class);
    private final Journal journal;
    private final Containers containers;
    private final Values values;

    LastWords(Journal journal, Containers containers, Values values) {
        this.journal = journal;
        this.containers = containers;
        this.values = values;
    }

    /** Keeps the next worker's last lines in a step. That they cannot be had is no failure of its own. */
    void keep(Work work, long line) {
        try {
            var next = containers.find(work, work.facts().nextId());
            next.ifPresent(one -> journal.keep(work.rotation().id(), work.position(), line, lines(work, one)));
        } catch (HostTrouble | Setback e) {
            log.debug("rotation {}: no last lines: {}", work.rotation().id(), e.getClass());
        }
    }

    /** The last record of a log in a few words, and what it is; empty when there is none. */
    String last(Container container, WorkerLog said) {
        return said.last()
                .map(last -> "; the last: " + brief(last, values.masking(container)) + why(said))
                .orElse("");
    }

    private List<String> lines(Work work, Container container) {
        var masking = values.masking(container);
        var tail = DockerCommands.tail(container.id(), LINES, BYTES);
        return Answers.good(work, tail, "reading the last lines")
                .text()
                .lines()
                .filter(line -> LINE.matcher(line).matches())
                .map(line -> cut(masking.line(line.stripTrailing()), LONGEST))
                .toList();
    }

    private static String brief(LogRecord last, Masking masking) {
        var message = masking.line(last.message().replaceAll("\\s+", " "));
        var who = Optional.of((last.level() + " " + last.logger()).strip()).filter(each -> !each.isEmpty());
        return who.map(each -> masking.line(each) + " ").orElse("") + "\"" + cut(message, BRIEF) + "\"";
    }

    private static String why(WorkerLog said) {
        return said.lastTroubles().isEmpty() ? "" : " (" + String.join(", ", said.lastTroubles()) + ")";
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) + "…" : text;
    }
}
