package dev.understudy.hosts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * One fault: what happens while what is done.
 *
 * @param way the rotation goes
 * @param step during which, or a moment after which, it strikes
 * @param kind what it strikes
 */
record Fault(Way way, String step, Kind kind) {
    /** What is struck. */
    enum Kind {
        /** The application is killed and started again. */
        APPLICATION,
        /** The processes of its SSH connections are killed; what they ran goes on as an orphan. */
        CONNECTION,
        /** The engine is killed, and all containers end; it is started again. */
        ENGINE,
        /** What the connection runs at the moment is killed. */
        COMMAND
    }

    /** How a container is made. */
    enum Make {
        /** By hand, with {@code --env-file}. */
        OVERLAP,
        /** The same, and it must not run twice. */
        STOP_FIRST,
        /** With its env file mounted: its program reads that, and the engine was given no file. */
        MOUNTED,
        /** By compose, two of them. */
        COMPOSE
    }

    /** Which way a rotation goes, and by which steps. */
    enum Way {
        OVERLAP("start verify commit policy promote drain swap clean-up unlock"),
        STOP_FIRST("retire drain start verify commit policy promote swap clean-up unlock"),
        OVERLAP_BACK("verify restore revive await-old remove-next rename clean-up unlock"),
        STOP_FIRST_BACK("verify restore remove-next revive await-old rename clean-up unlock"),
        MOUNTED("start verify commit follow verify-again policy promote drain swap clean-up unlock"),
        MOUNTED_BACK("verify restore revive await-old remove-next rename clean-up unlock"),
        MOUNTED_LATE_BACK("follow verify-again restore revive await-old remove-next rename clean-up unlock"),
        COMPOSE("compose-config create start verify policy promote drain swap clean-up unlock"),
        COMPOSE_BACK("verify restore revive await-old remove-next rename clean-up unlock"),
        COMPOSE_LATE_BACK("drain swap restore revive await-old remove-next rename clean-up unlock");

        private static final String FIRST = "reach look lock snapshot upload create ";
        private final String steps;

        Way(String steps) {
            this.steps = steps;
        }

        /** How the container is made; those of one make are struck one after the other. */
        Make make() {
            return Make.valueOf(name().replaceAll("(_LATE)?(_BACK)?$", ""));
        }

        /** Whether the first new worker is good and only the second one is not: another container's, or the one that follows it. */
        boolean isLate() {
            return name().endsWith("_LATE_BACK");
        }

        /** Whether the next worker is no good, so that everything has to be put back. */
        boolean isBack() {
            return name().endsWith("_BACK");
        }

        /** Its steps; what was before the way back parts is struck on the way on. */
        List<String> steps() {
            return List.of(((isBack() ? "" : FIRST) + steps).split(" "));
        }
    }

    /** All that there are, so mixed that each kind comes as often as the others wherever one stops, and again from the beginning. */
    static List<Fault> mixed(Random random, int count) {
        var all = new ArrayList<Fault>();
        while (all.size() < count) {
            var kinds = Stream.of(Kind.values()).map(kind -> of(kind, random)).toList();
            for (var i = 0; i < kinds.get(0).size(); i++) for (var faults : kinds) all.add(faults.get(i));
        }
        return all;
    }

    private static List<Fault> of(Kind kind, Random random) {
        var found = new ArrayList<Fault>();
        for (var way : Way.values()) for (var step : way.steps()) found.add(new Fault(way, step, kind));
        Collections.shuffle(found, random);
        return found;
    }

    @Override
    public String toString() {
        return way + " " + step + " " + kind;
    }
}
