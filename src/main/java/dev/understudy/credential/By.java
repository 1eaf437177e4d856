package dev.understudy.credential;

/**
 * Who moves a key, and why: what the journal says of the move.
 *
 * @param who an operator, or what of ours acts by itself: {@code failover}
 * @param why in their words
 */
public record By(String who, String why) {
    /** Who takes the standby key because the current one is refused. */
    static final String FAILOVER = "failover";
    /** A change that nobody here made: somebody edited the file. */
    static final By SOMEBODY = new By("somebody", "the secrets file was changed");
}
