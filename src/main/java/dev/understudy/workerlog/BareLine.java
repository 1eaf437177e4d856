package dev.understudy.workerlog;

import dev.understudy.common.PlainText;
import java.util.regex.Pattern;

/**
 * A line without what others put around it.
 *
 * @param prefix the service's name that compose put before it, with the bar; empty when there is none
 * @param text the rest, without colours
 */
record BareLine(String prefix, String text) {
    /** As Docker writes it before each line, always with nine digits of a second: no worker does. */
    private static final Pattern STAMP = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z (?=.)");

    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9][\\w.-]{0,63}+ {0,40}+\\| ?");

    /** Takes it apart. */
    static BareLine of(String line) {
        var text = PlainText.of(line).stripTrailing();
        var stamp = STAMP.matcher(text);
        if (stamp.lookingAt()) text = text.substring(stamp.end());
        var prefix = PREFIX.matcher(text);
        return prefix.lookingAt() ? new BareLine(prefix.group(), text.substring(prefix.end())) : new BareLine("", text);
    }

    /** With what may be a prefix: a bar stands in ordinary text too. */
    String whole() {
        return prefix + text;
    }

    @Override
    public String toString() {
        return "a line of a log";
    }
}
