package dev.understudy.masking;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A text as it reads when its escapes are undone, and where each character came from: what is found in it can be covered in the
 * text as it was.
 */
final class Unwrapped {
    private static final Map<String, String> ENTITIES =
            Map.of("&quot;", "\"", "&amp;", "&", "&lt;", "<", "&gt;", ">", "&apos;", "'");
    private static final Map<Character, String> CONTROLS =
            Map.of('n', "\n", 't', "\t", 'r', "\r", 'b', "\b", 'f', "\f", '0', "\0");
    private static final int HEX = 16;
    private final StringBuilder text = new StringBuilder();
    private final int[] starts;
    private final int[] ends;

    private Unwrapped(int capacity) {
        starts = new int[capacity];
        ends = new int[capacity];
    }

    /** A text as it is. */
    static Unwrapped of(String text) {
        var plain = new Unwrapped(text.length());
        for (int i = 0; i < text.length(); i++) plain.add(text.substring(i, i + 1), i, i + 1);
        return plain;
    }

    /** The same with one layer of escapes less: JSON's and Python's, percent signs, and HTML's. */
    Unwrapped undone() {
        var next = new Unwrapped(text.length());
        for (int i = 0, used; i < text.length(); i += used) {
            var piece = piece(i);
            used = piece.used();
            next.add(piece.text(), starts[i], ends[i + used - 1]);
        }
        return next;
    }

    String text() {
        return text.toString();
    }

    int start(int index) {
        return starts[index];
    }

    int end(int index) {
        return ends[index];
    }

    /** What stands somewhere, and how many characters it is written with; never fewer than it reads as. */
    private record Piece(String text, int used) {}

    private Piece piece(int i) {
        return switch (text.charAt(i)) {
            case '%' -> percent(i);
            case '\\' -> backslash(i);
            case '&' -> entity(i);
            default -> plain(i);
        };
    }

    private Piece plain(int i) {
        return new Piece(text.substring(i, i + 1), 1);
    }

    /** A character of UTF-8 is one to four bytes, each with its percent sign. */
    private Piece percent(int i) {
        var first = hex(i + 1, 2);
        if (first < 0) return plain(i);
        var size = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
        var bytes = new byte[size];
        for (int n = 0; n < size; n++) {
            var at = i + 3 * n;
            var value = at < text.length() && text.charAt(at) == '%' ? hex(at + 1, 2) : -1;
            if (value < 0) return new Piece(Character.toString(first), 3);
            bytes[n] = (byte) value;
        }
        return new Piece(new String(bytes, StandardCharsets.UTF_8), 3 * size);
    }

    private Piece backslash(int i) {
        if (i + 1 >= text.length()) return plain(i);
        var kind = text.charAt(i + 1);
        var digits = kind == 'u' ? 4 : kind == 'x' ? 2 : 0;
        var value = digits == 0 ? -1 : hex(i + 2, digits);
        if (value >= 0) return new Piece(Character.toString(value), 2 + digits);
        return new Piece(CONTROLS.getOrDefault(kind, Character.toString(kind)), 2);
    }

    private Piece entity(int i) {
        var end = text.indexOf(";", i);
        if (end < 0 || end - i > 8) return plain(i);
        var name = text.substring(i, end + 1);
        var named = ENTITIES.get(name);
        if (named != null) return new Piece(named, name.length());
        var isHex = name.matches("&#[xX][0-9a-fA-F]{1,4};");
        if (!isHex && !name.matches("&#[0-9]{1,5};")) return plain(i);
        var value = isHex
                ? Integer.parseInt(name.substring(3, name.length() - 1), HEX)
                : Integer.parseInt(name.substring(2, name.length() - 1));
        return value > Character.MAX_VALUE ? plain(i) : new Piece(Character.toString(value), name.length());
    }

    /** The number that these digits are; -1 when they are none. */
    private int hex(int from, int digits) {
        if (from + digits > text.length()) return -1;
        var number = 0;
        for (int i = from; i < from + digits; i++) {
            var digit = Character.digit(text.charAt(i), HEX);
            if (digit < 0) return -1;
            number = number * HEX + digit;
        }
        return number;
    }

    private void add(String piece, int start, int end) {
        for (int i = 0; i < piece.length(); i++) {
            starts[text.length() + i] = start;
            ends[text.length() + i] = end;
        }
        text.append(piece);
    }

    /** It may hold what is to be covered. */
    @Override
    public String toString() {
        return "a text of " + text.length() + " characters";
    }
}
