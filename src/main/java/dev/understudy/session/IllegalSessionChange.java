package dev.understudy.session;

/** A change that the table of {@link SessionState} does not know: a fault of ours. */
public class IllegalSessionChange extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** Names both states. */
    public IllegalSessionChange(String session, SessionState from, SessionState to) {
        super("session " + session + " cannot go from " + from + " to " + to);
    }
}
