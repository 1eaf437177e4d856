package dev.understudy.common;

/** A call that is answered with a {@link Problem}; its message is safe to show and to log. */
public class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    /** Wraps the problem that the caller will read. */
    public Refused(Problem problem) {
        super(problem.title() + ": " + problem.detail());
        this.problem = problem;
    }

    /** What the caller will read. */
    public Problem problem() {
        return problem;
    }
}
