package dev.understudy.supply;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The file NOTICE: what people wrote, and in its midst the list of libraries, a licence at the beginning of a line and its libraries below.
 * Versions are in the SBOM: with them every update would have to touch this file, and say nothing new.
 */
record Notice(String text) {
    private static final String BEGIN = "---- libraries, by licence ----\n";
    private static final String END = "---- end of libraries ----\n";

    /** As it lies in the project. */
    static Notice read() {
        return new Notice(Listed.text(Path.of("NOTICE")));
    }

    /** The licences that head the list. */
    Set<String> licences() {
        return lines().filter(line -> !line.startsWith(" ")).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The libraries of the list, group:artifact. */
    List<String> libraries() {
        return lines().filter(line -> line.startsWith(" ")).map(String::strip).toList();
    }

    /** The same file with these libraries in its list. */
    Notice of(Collection<Library> libraries, Licences licences) {
        var byLicence = new TreeMap<String, TreeSet<String>>();
        for (var each : libraries)
            byLicence
                    .computeIfAbsent(licences.of(each).orElse("not decided"), licence -> new TreeSet<>())
                    .add(each.name());
        var list = new StringBuilder(BEGIN);
        byLicence.forEach((licence, names) -> list.append('\n')
                .append(licence)
                .append("\n  ")
                .append(String.join("\n  ", names))
                .append('\n'));
        return new Notice(text.substring(0, text.indexOf(BEGIN)) + list + '\n' + text.substring(text.indexOf(END)));
    }

    private Stream<String> lines() {
        return text.substring(text.indexOf(BEGIN) + BEGIN.length(), text.indexOf(END))
                .lines()
                .filter(line -> !line.isBlank());
    }
}
