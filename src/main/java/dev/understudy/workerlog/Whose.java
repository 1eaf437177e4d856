package dev.understudy.workerlog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Who is meant by a line of a record, by what stands nearest: whoever was asked by its address, in the line and then in the record; the
 * SDK's plugin that logged it or through whose code it came; whoever is named in the line, above it, below it. In small letters.
 */
final class Whose {
    private static final Pattern ASKED = Pattern.compile(
            "(?:\\burl['\"]?\\s{0,3}[=:]?\\s{0,3}\\\\?['\"]?|\\b(?:get|post|put|patch|delete) )"
                    + "(https?|wss?)://(?:[^\\s/@'\"]{1,200}@)?([a-z0-9.-]{1,200})(?::\\d{1,5})?([^\\s?#'\"<>)\\\\]{0,500})");

    private static final Pattern PLUGIN =
            Pattern.compile("(?:livekit[./\\\\]plugins[./\\\\]|agents-plugin-)([a-z0-9_]{1,40})");

    private final List<Named> sources;

    private record Named(Source source, List<Pattern> names) {
        boolean isIn(String text) {
            return names.stream().anyMatch(name -> name.matcher(text).find());
        }

        boolean isAsked(String scheme, String host, String path) {
            return source.urls().stream()
                    .anyMatch(url -> url.startsWith("/")
                            ? scheme.startsWith("ws") && path.endsWith(url)
                            : host.equals(url) || host.endsWith("." + url));
        }
    }

    Whose(List<Source> sources) {
        this.sources = sources.stream().map(Whose::named).toList();
    }

    /** Of the line with that number; empty when nobody of the table is meant. */
    Optional<Source> of(String about, List<String> lines, int number) {
        var line = lines.get(number);
        var asked = asked(line);
        if (!asked.isEmpty()) return asked.stream().flatMap(Optional::stream).findFirst();
        var before = lines.stream()
                .flatMap(each -> asked(each).stream())
                .flatMap(Optional::stream)
                .findFirst();
        if (before.isPresent()) return before;
        var plugin = plugin(about, lines.subList(0, number + 1));
        return plugin.isPresent() ? plugin.get() : mentioned(lines, number);
    }

    /** Whom this line says to have asked, in its order; an empty one for somebody who is not in the table. */
    private List<Optional<Source>> asked(String line) {
        var found = new ArrayList<Optional<Source>>();
        var matcher = ASKED.matcher(line);
        while (matcher.find()) {
            var scheme = matcher.group(1);
            var host = matcher.group(2);
            var path = matcher.group(3);
            found.add(first(each -> each.isAsked(scheme, host, path)));
        }
        return found;
    }

    /** Whose plugin it is; an empty one inside for a plugin of somebody who is not in the table. */
    private Optional<Optional<Source>> plugin(String about, List<String> lines) {
        if (about.contains("agents.inference")) return Optional.of(first(each -> each.isIn(about)));
        var own = last(about);
        if (own.isPresent()) return own;
        for (var i = lines.size() - 1; i >= 0; i--) {
            var found = last(lines.get(i));
            if (found.isPresent()) return found;
        }
        return Optional.empty();
    }

    private Optional<Optional<Source>> last(String text) {
        var matcher = PLUGIN.matcher(text);
        String name = null;
        while (matcher.find()) name = matcher.group(1);
        var found = name;
        return found == null ? Optional.empty() : Optional.of(first(each -> each.isIn(found)));
    }

    private Optional<Source> mentioned(List<String> lines, int number) {
        for (var i = number; i >= 0; i--) {
            var found = mentioned(lines.get(i));
            if (found.isPresent()) return found;
        }
        return lines.subList(number + 1, lines.size()).stream()
                .map(this::mentioned)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Source> mentioned(String line) {
        return first(each -> each.isIn(line));
    }

    private Optional<Source> first(Predicate<Named> is) {
        return sources.stream().filter(is).map(Named::source).findFirst();
    }

    private static Named named(Source source) {
        var all = new ArrayList<>(source.names());
        source.urls().stream().filter(url -> !url.startsWith("/")).forEach(all::add);
        return new Named(
                source,
                all.stream()
                        .map(name -> Pattern.compile("(?<![a-z])" + Pattern.quote(name) + "(?![a-z])"))
                        .toList());
    }
}
