package dev.understudy.session;

/**
 * How a session's agents have behaved so far.
 *
 * @param answers whether the one that is in has answered a ping
 * @param leaves how many in a row were gone before they had stayed ({@code understudy.session.steady}), those of the room's sessions
 *     before included
 * @param counted the attempt after which the budget of attempts counts anew: the last one whose agent stayed
 * @param leave what it said of its leaving, {@code good} or {@code handover}; empty when nothing
 */
public record Conduct(boolean answers, int leaves, int counted, String leave) {
    private static final String NOTHING = "";

    /** Nothing is known. */
    public static final Conduct NEW = new Conduct(false, 0, 0, NOTHING);

    Conduct answering() {
        return new Conduct(true, leaves, counted, leave);
    }

    /** It says that it leaves, and what for. */
    Conduct leaving(String what) {
        return new Conduct(answers, leaves, counted, what);
    }

    /** Another agent: nothing is known of its answers. */
    Conduct another() {
        return new Conduct(false, leaves, counted, NOTHING);
    }

    /** The agent of that attempt had stayed. */
    Conduct stayed(int attempt) {
        return new Conduct(false, 0, attempt, NOTHING);
    }

    /** The agent was gone too soon. */
    Conduct left() {
        return new Conduct(false, leaves + 1, counted, NOTHING);
    }
}
