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

    private static boolean isControl(int character) {
        return character < ' ' && character != '\t' && character != '\n' && character != '\r' || character == 0x7f;
    }
}
