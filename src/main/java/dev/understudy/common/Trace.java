package dev.understudy.common;

/** Where a failure came from, by class and place; messages stay out, since one may quote what was read. */
public final class Trace {
    private static final int FRAMES = 6;

    private Trace() {}

    /** Each cause with its first places. */
    public static String of(Throwable failure) {
        var text = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(cause.getClass().getName());
            var frames = cause.getStackTrace();
            for (var i = 0; i < Math.min(FRAMES, frames.length); i++)
                text.append("\n    at ").append(frames[i]);
            text.append('\n');
        }
        return text.toString();
    }
}
