package dev.understudy.journey;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measured times by what was measured, ms; prints them as a table. */
final class Times {
    private final Map<String, List<Long>> all = new LinkedHashMap<>();

    /** One more. */
    void add(String what, long ms) {
        all.computeIfAbsent(what, key -> new ArrayList<>()).add(ms);
    }

    /** The middle one of a kind, ms. */
    long median(String what) {
        var sorted = sorted(what);
        return sorted.get(sorted.size() / 2);
    }

    /** Number, least, middle and most of each kind. */
    void print(String title) {
        System.out.printf("%n%s%n%-58s %4s %7s %7s %7s%n", title, "ms", "n", "min", "median", "max");
        all.keySet().forEach(this::print1);
        System.out.println();
    }

    private void print1(String what) {
        var sorted = sorted(what);
        System.out.printf(
                "%-58s %4d %7d %7d %7d%n",
                what, sorted.size(), sorted.get(0), median(what), sorted.get(sorted.size() - 1));
    }

    private List<Long> sorted(String what) {
        return all.get(what).stream().sorted().toList();
    }
}
