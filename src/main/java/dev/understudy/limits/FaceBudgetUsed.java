package dev.understudy.limits;

/** No more faces for now: as many as understudy.limits allows. The session goes on with its voice. */
public class FaceBudgetUsed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String limit;

    FaceBudgetUsed(String limit) {
        super(limit + " is reached");
        this.limit = limit;
    }

    /** The setting that says no. */
    public String limit() {
        return limit;
    }
}
