package dev.understudy.masking;

import dev.understudy.common.PlainText;
import java.util.Collection;
import java.util.List;

/**
 * Covers in lines of a log whatever is or could be a secret: values that are known, in every shape in which a program may have
 * written them, and what only looks like one.
 */
public final class Masking {
    /** How many times one thing is escaped by another at most: JSON in JSON in an address. */
    private static final int LAYERS = 4;

    private static final String CODE = "+/_=-";
    private final List<Known> known;

    /** Covers these. */
    Masking(Collection<Known> known) {
        this.known = List.copyOf(known);
    }

    /** The line without any of it, and without colours: a key that is coloured in its middle is a key. */
    public String line(String coloured) {
        var line = PlainText.of(coloured);
        var cover = new Cover();
        var text = Unwrapped.of(line);
        for (int layer = 0; layer < LAYERS; layer++) {
            cover(text, cover);
            var next = text.undone();
            if (next.text().equals(text.text())) break;
            text = next;
        }
        coverBare(text, cover);
        return LooksSecret.cover(cover.over(line));
    }

    private void cover(Unwrapped text, Cover cover) {
        var all = Known.folded(text.text());
        for (var each : known) {
            each.plain().forEach(shape -> find(all, shape, (from, to) -> cover.add(text, from, to, each.name())));
            each.coded()
                    .forEach(shape -> find(all, shape, (from, to) -> {
                        var first = from;
                        var last = to;
                        while (first > 0 && isCode(all.charAt(first - 1))) first--;
                        while (last < all.length() && isCode(all.charAt(last))) last++;
                        cover.add(text, first, last, each.name());
                    }));
        }
    }

    private void coverBare(Unwrapped text, Cover cover) {
        var all = Known.folded(text.text());
        for (var each : known)
            if (each.bare().length() >= Values.SHORTEST)
                find(all, each.bare(), (from, to) -> cover.add(text, from, to, each.name()));
    }

    /** Where something was found. */
    private interface Found {
        void at(int from, int to);
    }

    private static void find(String text, String wanted, Found found) {
        for (int i = text.indexOf(wanted); i >= 0; i = text.indexOf(wanted, i + 1)) found.at(i, i + wanted.length());
    }

    private static boolean isCode(char character) {
        return character < 128 && Character.isLetterOrDigit(character) || CODE.indexOf(character) >= 0;
    }
}
