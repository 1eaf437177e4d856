package dev.understudy.session;

/**
 * How a session's agents have behaved so far.
 *
 * @param answers whether the one that is in has answered a ping
 * @param leaves how many in a row were gone before they had stayed ({@code understudy.session.steady}), those of the room's sessions
 *     before included
 * @param counted the attempt after which the budget of attempts counts anew: the last one whose agent stayed
 * @param leave what it said of its leaving, {@code good} or {@code handover}; empty when nothing
 * @param calmAt when all losses are forgotten, whether those agents had stayed or not: each takes two minutes; UTC ms, 0 when there was none
 */
public record Conduct(boolean answers, int leaves, int counted, String leave, long calmAt) {
    private static final String NOTHING = "";
    private static final long FORGOTTEN_MS = 120_000;
    /** So many of those losses are no reason to wait. */
    private static final int FREE = 3;
    /** So many are remembered: with them the wait is the longest there is, and more would only last longer than what they tell of. */
    private static final int MOST = 8;

    /** Nothing is known. */
    public static final Conduct NEW = new Conduct(false, 0, 0, NOTHING);

    /** The same where no agent was lost of late. */
    public Conduct(boolean answers, int leaves, int counted, String leave) {
        this(answers, leaves, counted, leave, 0);
    }

    Conduct answering() {
        return new Conduct(true, leaves, counted, leave, calmAt);
    }

    /** It says that it leaves, and what for. */
    Conduct leaving(String what) {
        return new Conduct(answers, leaves, counted, what, calmAt);
    }

    /** Another agent: nothing is known of its answers. */
    Conduct another() {
        return new Conduct(false, leaves, counted, NOTHING, calmAt);
    }

    /** The agent of that attempt had stayed, and is gone. */
    Conduct stayed(int attempt, long now) {
        return new Conduct(false, 0, attempt, NOTHING, calmAfter(now));
    }

    /** The agent was gone too soon. */
    Conduct left(long now) {
        return new Conduct(false, leaves + 1, counted, NOTHING, calmAfter(now));
    }

    /** In a next session of the room nothing is known but what was lost. */
    static Conduct after(int leaves, long calmAt) {
        return new Conduct(false, leaves, 0, NOTHING, calmAt);
    }

    /**
     * What the next agent waits for, in leaves in a row: one that crashes again and again just after it has stayed counts likewise, once it
     * does so more often than every two minutes.
     *
     * @param now UTC ms
     */
    public int reasonsToWait(long now) {
        var lost = calmAt <= now ? 0 : (int) ((calmAt - now + FORGOTTEN_MS - 1) / FORGOTTEN_MS);
        return Math.max(leaves, lost - FREE + 1);
    }

    private long calmAfter(long now) {
        return Math.min(Math.max(calmAt, now) + FORGOTTEN_MS, now + MOST * FORGOTTEN_MS);
    }
}
