package dev.understudy.session;

/**
 * What the agent was told last. A repeated attribute value raises no event at the agent (measured), so each has a new epoch.
 *
 * @param epoch counts the commands; 0 when there was none
 * @param toldAt UTC ms
 * @param acknowledged whether the agent said that it switched
 */
public record Command(long epoch, long toldAt, boolean acknowledged) {
    /** Nothing was said yet: the dispatch's metadata stands. */
    public static final Command NONE = new Command(0, 0, true);

    Command next(long now) {
        return new Command(epoch + 1, now, false);
    }

    Command heard() {
        return new Command(epoch, toldAt, true);
    }
}
