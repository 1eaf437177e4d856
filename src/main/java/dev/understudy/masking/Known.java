package dev.understudy.masking;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A value that no line may show, with the shapes in which it could stand there, all {@link #folded}.
 *
 * @param name what is shown in its place
 * @param plain the value and its usual escapes
 * @param bare the value with everything undone that looks like an escape
 * @param coded as base64 has it wherever it begins, and as hex digits
 */
record Known(String name, Set<String> plain, String bare, Set<String> coded) {
    private static final int LAYERS = 8;
    private static final int SHORTEST_CODE = 6;
    private static final int[] UNSURE_CHARACTERS = {0, 2, 3};

    /** A value by the name that people know it by. */
    static Known of(String name, String value) {
        return new Known(
                name,
                folded(escaped(value)),
                folded(bare(value)),
                folded(coded(value.getBytes(StandardCharsets.UTF_8))));
    }

    /** Capitals or not is the same, since some programs write headers in small letters; no character becomes two. */
    static String folded(String text) {
        var all = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++)
            all.append(Character.toLowerCase(Character.toUpperCase(text.charAt(i))));
        return all.toString();
    }

    private static Set<String> folded(Set<String> shapes) {
        var all = new LinkedHashSet<String>();
        shapes.forEach(shape -> all.add(folded(shape)));
        return all;
    }

    private static Set<String> escaped(String value) {
        var url = URLEncoder.encode(value, StandardCharsets.UTF_8);
        var path = url.replace("+", "%20");
        var json = json(value);
        return new LinkedHashSet<>(List.of(
                value,
                json,
                json(json),
                value.replace("\\", "\\\\").replace("'", "\\'"),
                url,
                path,
                path.replace("%", "%25")));
    }

    /** As a JSON writer puts it into a string. */
    private static String json(String value) {
        return new String(
                com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance().quoteAsString(value));
    }

    /** A value that has escapes itself is met with these undone too. */
    static String bare(String value) {
        var all = Unwrapped.of(value);
        for (int i = 0; i < LAYERS; i++) {
            var next = all.undone();
            if (next.text().equals(all.text())) break;
            all = next;
        }
        return all.text();
    }

    private static Set<String> coded(byte[] bytes) {
        var all = new LinkedHashSet<String>();
        for (int shift = 0; shift < UNSURE_CHARACTERS.length; shift++) {
            var core = core(bytes, shift);
            if (core.length() < SHORTEST_CODE) continue;
            all.add(core);
            all.add(core.replace('+', '-').replace('/', '_'));
        }
        all.add(HexFormat.of().formatHex(bytes));
        return all;
    }

    /** The characters that depend on nothing but the value, when so many bytes stand before it. */
    private static String core(byte[] bytes, int shift) {
        var all = new byte[shift + bytes.length];
        System.arraycopy(bytes, 0, all, shift, bytes.length);
        var code = Base64.getEncoder().withoutPadding().encodeToString(all);
        var sure = all.length * 8 / 6;
        return sure > UNSURE_CHARACTERS[shift] ? code.substring(UNSURE_CHARACTERS[shift], sure) : "";
    }

    @Override
    public String toString() {
        return "[value of " + name + "]";
    }
}
