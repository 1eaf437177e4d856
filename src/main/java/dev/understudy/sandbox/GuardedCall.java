package dev.understudy.sandbox;

import dev.understudy.host.Guarded;
import dev.understudy.host.GuardedScript;
import java.util.List;
import java.util.Optional;

/**
 * A command behind {@code flock}, taken apart.
 *
 * @param script what it runs
 * @param folder the script's {@code $1}
 * @param file the script's {@code $2}
 * @param rotation the script's {@code $3}
 * @param others what follows: {@code $4} and so on
 */
record GuardedCall(GuardedScript script, String folder, String file, String rotation, List<String> others) {
    private static final List<String> HEAD =
            List.of("flock", "-w", Integer.toString(Guarded.PATIENCE_S), "-E", Integer.toString(Guarded.BUSY));
    private static final List<String> SHELL = List.of("sh", "-c");
    private static final List<String> DIAL = List.of("timeout", "-k", "5", "60", "docker", "system", "dial-stdio");
    private static final int SCRIPT = 8;
    private static final int OTHERS = 13;

    /** Empty when it is none of ours, to the letter. */
    static Optional<GuardedCall> of(List<String> words) {
        if (words.size() < OTHERS || !isOurs(words)) return Optional.empty();
        return GuardedScript.of(words.get(SCRIPT))
                .map(script -> new GuardedCall(
                        script,
                        words.get(SCRIPT + 2),
                        words.get(SCRIPT + 3),
                        words.get(SCRIPT + 4),
                        words.subList(OTHERS, words.size())));
    }

    /** What it is given beyond the first three; empty when that is missing. */
    String other(int index) {
        return index < others.size() ? others.get(index) : "";
    }

    boolean isEngineCall() {
        return others.equals(DIAL);
    }

    /** Flock holds the folder that the script works in. */
    private static boolean isOurs(List<String> words) {
        return words.subList(0, HEAD.size()).equals(HEAD)
                && words.subList(HEAD.size() + 1, SCRIPT).equals(SHELL)
                && words.get(SCRIPT + 1).equals("rotation")
                && words.get(HEAD.size()).equals(words.get(SCRIPT + 2) + "/.");
    }
}
