package dev.understudy.rotation;

import dev.understudy.container.Container;
import dev.understudy.host.LogCommands;
import dev.understudy.rotation.Setback.StepFailed;
import dev.understudy.workerlog.LogText;
import dev.understudy.workerlog.TimedLine;
import dev.understudy.workerlog.WorkerLog;
import dev.understudy.workerlog.WorkerLogs;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Whether the next worker's log will be understood, by the old one's: where nobody can read that a worker is registered, the next one
 * could not be judged, and it is better to know that before anything is touched.
 */
@Component
class OldWorkerLog {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    /** Of its beginning: a worker registers within its first lines. */
    private static final int BEGINNING = 262_144;

    private static final Duration EARLY = Duration.ofMillis(250);
    /** Of a log that begins so much later than its container, the beginning was thrown away (docker's max-size). */
    private static final Duration LATE = Duration.ofMinutes(1);

    private final Containers containers;
    private final WorkerLogs logs;
    private final ObjectProvider<LogReader> readers;

    OldWorkerLog(Containers containers, WorkerLogs logs, ObjectProvider<LogReader> readers) {
        this.containers = containers;
        this.logs = logs;
        this.readers = readers;
    }

    /**
     * What was seen in it, in words.
     *
     * @throws StepFailed when there is no registered worker to be read in it, and no other reason is
     */
    String heard(Work work, Container old) {
        if (!old.isRunning()) return "the old worker does not run";
        var began = beginning(work, old);
        var text = began.lines().stream().map(TimedLine::text).collect(Collectors.joining("\n"));
        var log = logs.read(text);
        if (log.isRegistered()) return registered(log);
        var isAll = began.isWhole() && !isLate(began, old);
        if (began.isWhole()) return judge(work, old, log, isAll);
        var end = containers.log(work, old);
        if (end.isRegistered()) return registered(end);
        return judge(work, old, log.hasRefusal() || !end.isUnderstood() ? log : end, false);
    }

    private String judge(Work work, Container old, WorkerLog log, boolean isAll) {
        if (log.hasRefusal() || old.restartCount() > 0) return "the old worker is not registered, " + log.seen();
        if (!isAll && isWatched(work, old))
            return "the beginning of the old worker's log cannot be read any more; the log watch saw it register";
        if (!isAll && log.isUnderstood())
            return "the beginning of the old worker's log cannot be read any more; it is read as " + log.forms();
        throw unseen(log);
    }

    private LogText beginning(Work work, Container old) {
        var since = Instant.parse(old.startedAt()).minus(EARLY).toString();
        var what = "reading the log of container " + Containers.brief(old.id());
        var result = work.run(LogCommands.read(old.id(), since, LIMIT, BEGINNING));
        if (!result.isGood()) throw Answers.unsure(result, what);
        var text = LogText.parse(result.out());
        var exit = text.exit();
        if (exit != null && exit != 0) throw new Setback.Unsure(what + ": exit " + exit);
        return text;
    }

    private static boolean isLate(LogText log, Container old) {
        var began = Instant.parse(old.startedAt());
        return log.lines().stream()
                .findFirst()
                .map(first -> first.at().isAfter(began.plus(LATE)))
                .orElse(false);
    }

    private boolean isWatched(Work work, Container old) {
        return readers.stream()
                .anyMatch(reader -> reader.hasRegistered(work.target().name(), old.id()));
    }

    private static String registered(WorkerLog log) {
        var id = log.workerId();
        return "the old worker's log is read as " + log.forms() + ", registered worker" + (id == null ? "" : " " + id);
    }

    private static StepFailed unseen(WorkerLog log) {
        var remedy = log.isUnderstood()
                ? "Its worker is not registered at LiveKit: mend that first, or start it anew, and ask again."
                : "Let it log as the SDK does by itself, JSON or the text of its development mode, start it anew, and ask again.";
        return new StepFailed(
                "registration-unseen",
                "The old worker's log does not say that it is registered",
                "There is no \"registered worker\" in it since its start, so nobody could judge the next one; "
                        + log.seen() + ". " + remedy);
    }
}
