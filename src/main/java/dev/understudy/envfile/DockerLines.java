package dev.understudy.envfile;

import java.util.ArrayList;
import java.util.List;

/** A file's lines as {@code docker run --env-file} takes them apart: each by itself. */
final class DockerLines {
    private DockerLines() {}

    static List<EnvLine> of(String text) {
        var lines = new ArrayList<EnvLine>();
        for (int from = 0, end; from < text.length(); from = end) {
            var newline = text.indexOf('\n', from);
            end = newline < 0 ? text.length() : newline + 1;
            var content = newline < 0 ? end : newline;
            if (content > from && text.charAt(content - 1) == '\r') content--;
            lines.add(EnvLine.read(lines.size() + 1, text.substring(from, content), text.substring(content, end)));
        }
        return lines;
    }
}
