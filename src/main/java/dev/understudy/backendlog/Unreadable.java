package dev.understudy.backendlog;

/** A look that came to nothing: what happens in the container is not known. */
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says why, in our words. */
    Unreadable(String why) {
        super(why, null, false, false);
    }
}
