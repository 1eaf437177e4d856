package dev.understudy.backend;

import dev.understudy.common.Problem;
import dev.understudy.host.DockerCommands;
import dev.understudy.masking.Masking;
import dev.understudy.masking.Values;
import dev.understudy.web.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** The end of a container's log, with everything covered that is or could be a secret. */
@Component("backendLog")
public class LogTail {
    private static final Pattern LINE = Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT[0-9:.]{8,}Z) (.*)");
    private static final Pattern END = Pattern.compile("(?s).*\\nexit 0\\n");
    private static final int LONGEST = 2_000;
    private final Visits visits;
    private final Values values;
    private final BackendSettings settings;

    /** Covers these values. */
    LogTail(Visits visits, Values values, BackendSettings settings) {
        this.visits = visits;
        this.values = values;
        this.settings = settings;
    }

    /**
     * A line.
     *
     * @param at when Docker took it, as it writes it: UTC, with nanoseconds
     * @param text what may be shown of it; of a very long one the beginning
     */
    public record Line(String at, String text) {}

    /** The lines, the oldest first. */
    public record Tail(String host, String container, List<Line> lines) {}

    /** So many of both streams' last lines; what does not fit into {@code log-bytes} is left out, the oldest first. */
    public Reply tail(@ExchangeProperty("visit") Visit visit, @ExchangeProperty("lines") int lines) {
        var container = visits.container(visit);
        var masking = values.masking(container);
        var command = DockerCommands.tail(container.id(), lines, settings.logBytes());
        var said = visit.good(command, "reading the log of " + visit.target().container())
                .text();
        if (!END.matcher(said).matches()) throw unreadable(visit);
        var shown = new ArrayList<Line>();
        said.lines().map(LINE::matcher).filter(Matcher::matches).forEach(line -> shown.add(line(line, masking)));
        return Reply.ok(new Tail(visit.target().name(), visit.target().container(), shown));
    }

    /** Cut after it was covered: half a key would not be known any more. */
    private static Line line(Matcher line, Masking masking) {
        var text = masking.line(line.group(2).stripTrailing());
        return new Line(line.group(1), text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
    }

    private static RuntimeException unreadable(Visit visit) {
        return Problem.of(
                        502,
                        "host-command-failed",
                        "A command failed on the host",
                        visit.target().name() + ": Docker does not give out the log of "
                                + visit.target().container() + "; does its log driver keep one?")
                .refused();
    }
}
