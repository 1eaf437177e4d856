package dev.understudy.envfile;

/** A file that docker would not read as it is meant, or an edit that could not be exact. Its message holds no value. */
public final class EnvFileRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int line;
    private final String why;

    EnvFileRefused(int line, String why) {
        super(line == 0 ? why : "line " + line + ": " + why);
        this.line = line;
        this.why = why;
    }

    /** The line, from 1; 0 when it is not about one line. */
    public int line() {
        return line;
    }

    /** What is wrong, without the line's number. */
    public String why() {
        return why;
    }
}
