package dev.understudy.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The one form that each command of the simulated {@code docker} takes: anything else would be a guess at what Docker does. */
final class DockerForm {
    private DockerForm() {}

    /** The values at the stars of the form, at the end of a word or for the whole of it. */
    static List<String> match(String command, List<String> words, String... form) {
        if (words.size() != form.length) throw DockerUsage.notSimulated(command);
        var values = new ArrayList<String>();
        for (int i = 0; i < form.length; i++) {
            var word = words.get(i);
            var isOpen = form[i].endsWith("*");
            var fixed = isOpen ? form[i].substring(0, form[i].length() - 1) : form[i];
            if (fixed.isEmpty() && word.startsWith("-")) throw DockerUsage.of(command, "unknown flag: " + word);
            if (isOpen ? !word.startsWith(fixed) : !word.equals(fixed)) throw DockerUsage.notSimulated(command);
            if (isOpen) values.add(word.substring(fixed.length()));
        }
        return values;
    }

    static int number(String text) {
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : Integer.MAX_VALUE;
    }

    /** A time, as the flag {@code -t} takes it. */
    static Duration seconds(String command, String text) {
        if (text.matches("[0-9]{1,9}")) return Duration.ofSeconds(Integer.parseInt(text));
        throw DockerUsage.of(
                command,
                "invalid argument \"" + text + "\" for \"-t, --timeout\" flag: strconv.ParseInt: parsing \"" + text
                        + "\": invalid syntax");
    }

    /** A restart policy, as Docker reads it. */
    static String policy(String command, String text) {
        if (!text.matches("no|always|unless-stopped|on-failure(:[0-9]{1,9})?"))
            throw DockerUsage.of(command, "invalid restart policy: " + text);
        return text;
    }
}
