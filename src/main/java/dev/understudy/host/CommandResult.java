package dev.understudy.host;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What came of a command that ended by itself and was seen to end. Its output may hold keys ({@code docker inspect}, an env
 * file), so it shows its length only.
 *
 * @param exit the exit code; null when a signal ended it
 * @param signal the signal's name without SIG, when one ended it
 * @param out standard output, at most as much as configured
 * @param err standard error as text, at most as much as configured
 * @param isCut whether there was more output than that
 */
public record CommandResult(
        @Nullable Integer exit, @Nullable String signal, byte[] out, String err, boolean isCut) {
    /** True when it ended with 0. */
    public boolean isGood() {
        return exit != null && exit == 0;
    }

    /** Standard output as text. */
    public String text() {
        return new String(out, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "[exit " + (exit == null ? "by signal " + signal : exit) + ", " + out.length + " bytes out, "
                + err.length() + " characters err]";
    }
}
