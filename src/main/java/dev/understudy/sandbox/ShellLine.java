package dev.understudy.sandbox;

import java.util.ArrayList;
import java.util.List;

/** Takes a command line apart as a POSIX shell does: words, single quotes, a backslash. Whatever else it has is not understood. */
final class ShellLine {
    private static final String PLAIN = "_./:=@%+,-{}";
    private final String line;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean isInWord;
    private int at;

    private ShellLine(String line) {
        this.line = line;
    }

    /** The words, each as the program gets it; none when a shell would have to do more than take quotes away. */
    static List<String> words(String line) {
        var parser = new ShellLine(line + " ");
        while (parser.at < parser.line.length()) if (!parser.step()) return List.of();
        return parser.words;
    }

    private boolean step() {
        var next = line.charAt(at++);
        if (next == ' ') return endOfWord();
        isInWord = true;
        if (next == '\'') return quoted();
        if (next == '\\' && at < line.length() - 1) word.append(line.charAt(at++));
        else if (Character.isLetterOrDigit(next) || PLAIN.indexOf(next) >= 0) word.append(next);
        else return false;
        return true;
    }

    private boolean endOfWord() {
        if (isInWord) words.add(word.toString());
        isInWord = false;
        word.setLength(0);
        return true;
    }

    private boolean quoted() {
        var end = line.indexOf('\'', at);
        if (end < 0) return false;
        word.append(line, at, end);
        at = end + 1;
        return true;
    }
}
