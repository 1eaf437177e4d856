package dev.understudy.workerlog;

import dev.understudy.common.Letters;
import dev.understudy.workerlog.Refusal.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Who turns a worker away in a record, and how, by the table. */
final class Refusals {
    private final List<Source> sources;
    private final Whose whose;

    Refusals(List<Source> sources) {
        this.sources = sources;
        whose = new Whose(sources);
    }

    /** The names of all classes that there can be. */
    Set<String> names() {
        var names = new TreeSet<String>();
        for (var source : sources)
            for (var kind : Kind.values())
                if (!source.signs(kind).equals(Signs.NONE))
                    names.add(refusal(source, kind, "").name());
        return names;
    }

    /** Those of a record, each once. */
    List<Refusal> of(LogRecord record) {
        var found = new ArrayList<Found>();
        var lines = Letters.small(record.told()).lines().toList();
        for (var i = 0; i < lines.size(); i++) {
            var line = new Line(lines.get(i), statuses(record, lines.get(i), i));
            if (sources.stream().noneMatch(source -> line.first(source).isPresent())) continue;
            whose.of(Letters.small(record.about()), lines, i)
                    .flatMap(line::first)
                    .ifPresent(found::add);
        }
        return found.stream()
                .filter(each -> !isExplained(each, found))
                .map(each -> refusal(each.source(), each.kind(), each.sign()))
                .distinct()
                .toList();
    }

    private static Set<Integer> statuses(LogRecord record, String line, int number) {
        var found = Statuses.in(line, record.isError());
        var own = record.status();
        if (number == 0 && own != null) found.add(own);
        return found;
    }

    /** A 401 whose reason stands in another line: the key is alive. */
    private static boolean isExplained(Found one, List<Found> all) {
        return one.kind() == Kind.REFUSED
                && !one.isWord()
                && all.stream().anyMatch(other -> other.source() == one.source() && other.kind() != Kind.REFUSED);
    }

    private record Found(Source source, Kind kind, String sign, boolean isWord) {}

    private record Line(String text, Set<Integer> statuses) {
        /** What it says of this one, if it is the one that is meant: words before statuses. */
        Optional<Found> first(Source source) {
            return Stream.of(Kind.values())
                    .flatMap(kind -> word(source, kind).stream())
                    .findFirst()
                    .or(() -> Stream.of(Kind.values())
                            .flatMap(kind -> status(source, kind).stream())
                            .findFirst());
        }

        private Optional<Found> word(Source source, Kind kind) {
            return source.signs(kind).words().stream()
                    .filter(text::contains)
                    .findFirst()
                    .map(word -> new Found(source, kind, word, true));
        }

        private Optional<Found> status(Source source, Kind kind) {
            return source.signs(kind).codes().stream()
                    .filter(statuses::contains)
                    .findFirst()
                    .map(code -> new Found(source, kind, code.toString(), false));
        }
    }

    private static Refusal refusal(Source source, Kind kind, String sign) {
        return new Refusal(source.name(), source.provider(), kind, sign);
    }
}
