package dev.understudy.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says everything twice: to whoever watches, and into a file. */
final class Report implements AutoCloseable {
    private final PrintWriter file;
    private final List<String> missed = new ArrayList<>();

    Report(Path path) throws IOException {
        file = new PrintWriter(Files.newBufferedWriter(path, StandardCharsets.UTF_8), true);
    }

    void title(String text) {
        line("");
        line("## %s", text);
    }

    void line(String format, Object... values) {
        var text = values.length == 0 ? format : String.format(Locale.ROOT, format, values);
        file.println(text);
        System.out.println(text);
    }

    void atLeast(String what, double value, double goal) {
        judge(
                Double.isFinite(value) && value >= goal,
                String.format(Locale.ROOT, "%s: %.2f, goal at least %.2f", what, value, goal));
    }

    void atMost(String what, double value, double goal) {
        judge(
                Double.isFinite(value) && value <= goal,
                String.format(Locale.ROOT, "%s: %.2f, goal at most %.2f", what, value, goal));
    }

    /** The goals that were not reached. */
    List<String> missed() {
        return missed;
    }

    private void judge(boolean reached, String text) {
        line("%s %s", reached ? "[reached]" : "[MISSED] ", text);
        if (!reached) missed.add(text);
    }

    @Override
    public void close() {
        file.close();
    }
}
