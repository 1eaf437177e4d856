package dev.understudy.session;

/**
 * Something to be done after a change was written, as often as it takes: each can be repeated without harm.
 *
 * @param id unique
 * @param session whose
 * @param room where
 * @param kind what
 * @param target on whom: a dispatch's id, an identity, a conversation's name, an epoch
 * @param tries how often it was tried
 * @param since when it was written down, UTC ms
 */
public record Chore(String id, String session, String room, Kind kind, String target, int tries, long since) {

    /** Behind the dispatch's id: its room was seen just before, so that nobody need ask whether it exists. */
    static final String SEEN = "@";

    boolean isThat(Kind what, String whom) {
        return kind == what && target.equals(whom);
    }

    /** The kind as text, for the route: to compare an enum with a text Camel searches its type converters, each time. */
    public String work() {
        return kind.name();
    }

    /** The things to be done. */
    public enum Kind {
        /** End a conversation at Tavus; the target is {@code <name> <id>}, the id missing when it is not known. */
        END_CONVERSATION,
        /** Delete a dispatch; the target is {@code <id> <identity>}, the identity being removed when the id is not known; see {@link #SEEN}. */
        DELETE_DISPATCH,
        /** Put a participant out of the room. */
        REMOVE_PARTICIPANT,
        /** Tell the agent its mode; the target is the epoch: a newer command makes an older one void. */
        TELL_AGENT
    }
}
