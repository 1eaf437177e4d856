package dev.understudy.web;

import java.nio.charset.StandardCharsets;

/** Which texts may be kept and passed on. */
public final class Texts {
    private Texts() {}

    /** True without control characters (tab and line breaks are allowed) and without half surrogates. */
    public static boolean isPlain(String text) {
        return text.chars().noneMatch(Texts::isControl)
                && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** A name that came from the caller, as it can stand in an answer and a log: shortened, without control characters. */
    public static String shown(String name) {
        var shortened = name.length() > 100 ? name.substring(0, 100) : name;
        return shortened.replaceAll("\\p{Cntrl}", "?");
    }

    private static boolean isControl(int character) {
        return character < ' ' && character != '\t' && character != '\n' && character != '\r' || character == 0x7f;
    }
}
