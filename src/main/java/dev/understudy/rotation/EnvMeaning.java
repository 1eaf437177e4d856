package dev.understudy.rotation;

import java.util.Arrays;

/** What becomes of a variable of which container and env file say different things. */
enum EnvMeaning {
    /** Only the key changes. */
    KEPT("kept", "the file says otherwise; the container's value is kept"),
    /** {@code understudy.rotation.env: file}. */
    TAKEN("taken", "the file says otherwise, and its value is taken"),
    /** The same, of one that the container did not have. */
    ADDED("added", "only the file has it, and the container gets it"),
    /** It was never deployed. */
    LEFT_OUT("left-out", "only the file has it; the container does not get it"),
    /** Set by an option, as by {@code -e}. */
    BESIDES("kept", "the file does not say it; the container's value is kept");

    private final String kind;
    private final String text;

    EnvMeaning(String kind, String text) {
        this.kind = kind;
        this.text = text;
    }

    /** In words. */
    String text() {
        return text;
    }

    /** In one word, of what was said in words. */
    static String kind(String text) {
        return Arrays.stream(values())
                .filter(one -> one.text.equals(text))
                .findFirst()
                .map(one -> one.kind)
                .orElse("kept");
    }
}
