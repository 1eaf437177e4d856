package dev.understudy.host;

import java.util.regex.Pattern;

/** What may become part of a command: names, paths and ids that no shell and no program can take for anything else. */
public final class Allowed {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}");
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._-]+)+");
    private static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/:@-]{0,255}");

    private Allowed() {}

    /** The name or id of a container, a network, a rotation. */
    public static String name(String name) {
        return check(NAME, name, "a name");
    }

    /** An absolute path without {@code ..}. */
    public static String path(String path) {
        if (!isPath(path)) throw refused("an absolute path", path);
        return path;
    }

    /** Whether it is such a path. */
    public static boolean isPath(String path) {
        return !(path + "/").contains("/../") && PATH.matcher(path).matches();
    }

    /** An image by name, tag or digest. */
    public static String image(String image) {
        return check(IMAGE, image, "an image");
    }

    private static String check(Pattern pattern, String text, String what) {
        if (!pattern.matcher(text).matches()) throw refused(what, text);
        return text;
    }

    private static IllegalArgumentException refused(String what, String text) {
        return new IllegalArgumentException("\"" + text + "\" is not " + what + " that may be used on a host");
    }
}
