package dev.understudy.backendlog;

import dev.understudy.backendlog.Bookmark.How;
import dev.understudy.common.Letters;
import dev.understudy.workerlog.LogText;
import dev.understudy.workerlog.WorkerLogs;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** What the host answered: containers, then their lines. */
@Component("backendLogReading")
public class Reading {
    /** Answers of one container that are taken in one look; what is more is read by the next one. */
    private static final int ANSWERS = 8;
    /** The part of an answer that may be read again by the next one. */
    private static final int AGAIN = 4;

    private static final Pattern MISSING = Pattern.compile("(?i)no such (container|object)");
    private final ReadLogs store;
    private final WorkerLogs logs;
    private final Classes classes;
    private final Counting counting;
    private final BackendLogSettings settings;
    private final Clock clock;

    /** Takes it in. */
    public Reading(
            ReadLogs store,
            WorkerLogs logs,
            Classes classes,
            Counting counting,
            BackendLogSettings settings,
            Clock clock) {
        this.store = store;
        this.logs = logs;
        this.classes = classes;
        this.counting = counting;
        this.settings = settings;
        this.clock = clock;
    }

    /** The containers that are there; those that are not any more have said what they said. */
    public void found(@ExchangeProperty("look") Look look, Exchange exchange) {
        var answer = SshAnswer.of(exchange);
        var isMissing = answer.exit() == 1 && MISSING.matcher(answer.err()).find();
        if (answer.exit() != 0 && !isMissing) throw new Unreadable(why(answer));
        var seen = ContainerSeen.parse(new String(answer.out(), StandardCharsets.UTF_8)).stream()
                .distinct()
                .toList();
        if (isMissing) gone(look, seen);
        seen.forEach(each -> known(look, each));
        if (look.current() == null && !isMissing) throw new Unreadable("what Docker tells of it is not understood");
    }

    /** The lines that are new are counted, and the bookmark moved. */
    public void take(@ExchangeProperty("look") Look look, Exchange exchange) {
        var text = LogText.parse(lines(SshAnswer.of(exchange)));
        var log = look.next();
        if (text.isGone()) {
            lost(log);
            look.read(log);
            return;
        }
        if (text.isWhole() && text.exit() != null && text.exit() != 0) throw new Unreadable(why(text.exit()));
        var after = count(log, text);
        if (text.isWhole() || look.answers() >= ANSWERS - 1) look.read(after);
        else look.goOn(after);
    }

    private ReadLog count(ReadLog log, LogText text) {
        var isAtItsEnd = text.isWhole() && !log.seen().isAlive();
        var again = settings.limit() / AGAIN;
        var read = log.bookmark().read(text, new How(again, isAtItsEnd, lines -> logs.passages(lines, again)));
        var tally = classes.of(read.records());
        if (read.hasGap()) tally.add(Tally.GAP, 1, log.bookmark().since());
        var state = log.state()
                .registered(tally.registration())
                .read(!text.isWhole(), clock.millis(), isAtItsEnd ? log.seen().finishedAt() : null);
        var after = log.to(read.next(), state);
        restarted(log, tally);
        counting.count(after, tally);
        return after.written();
    }

    /** Told by the engine's count, once: what the store has of it is written in the same moment. */
    private void restarted(ReadLog log, Tally tally) {
        if (log.restarts() > 0) tally.add(Tally.RESTART, log.restarts(), clock.instant());
    }

    private void known(Look look, ContainerSeen seen) {
        var target = look.target();
        var earliest = clock.instant().minus(settings.history());
        var begun = ReadLog.begun(target.name(), target.container(), seen, earliest);
        store.add(begun);
        var log = store.find(target.name(), seen.id()).orElse(begun).as(seen);
        if (seen.name().equals(target.container())) look.current(log);
        if (!log.isAtItsEnd()) look.toRead(log);
    }

    private void gone(Look look, List<ContainerSeen> seen) {
        var target = look.target();
        for (var log : store.there(target.name(), target.container()))
            if (seen.stream().noneMatch(each -> each.id().equals(log.seen().id()))) lost(log);
    }

    /** What it said between our last look and its removal is lost, unless it had ended before. */
    private void lost(ReadLog log) {
        var tally = new Tally();
        if (!log.isAtItsEnd()) tally.add(Tally.GAP, 1, clock.instant());
        counting.lost(log, tally, clock.millis());
    }

    private static byte[] lines(SshAnswer answer) {
        if (answer.exit() == 0) return answer.out();
        throw new Unreadable(why(answer));
    }

    private static String why(SshAnswer answer) {
        var err = Letters.small(answer.err());
        if (err.contains("cannot connect to the docker daemon")) return "Docker does not answer on the host";
        if (err.contains("permission denied")) return "the account may not talk to Docker";
        return why(answer.exit());
    }

    private static String why(int exit) {
        return switch (exit) {
            case 124, 137 ->
                "Docker took longer than understudy.backendlog.command-timeout: is the log very long"
                        + " (docker run --log-opt max-size)?";
            case 127 -> "docker, timeout or head is not found on the host";
            default -> "the command ended with exit code " + exit;
        };
    }
}
