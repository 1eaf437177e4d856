package dev.understudy.alert;

import dev.understudy.common.RandomId;
import org.jspecify.annotations.Nullable;

/**
 * One thing that one receiver is told.
 *
 * @param id the message's, the same at every try: receivers know by it what they have already
 * @param alert whose
 * @param receiver by its name
 * @param event what is told
 * @param body JSON, the same at every try
 * @param tries how often it was tried
 * @param since when it was written down or put back, UTC ms
 * @param state how it stands
 * @param outcome of the last try, in our words; null before the first
 */
public record Delivery(
        String id,
        String alert,
        String receiver,
        AlertEvent event,
        String body,
        int tries,
        long since,
        State state,
        @Nullable String outcome) {
    private static final int LETTERS_OF_AN_ID = 20;

    /** How a delivery stands. */
    public enum State {
        /** It was not taken yet. */
        WAITING,
        /** The receiver has it. */
        DELIVERED,
        /** It was given up; it can be put back. */
        DEAD
    }

    /** A new one. */
    static Delivery of(String alert, String receiver, AlertEvent event, String body) {
        var id = RandomId.of("msg", LETTERS_OF_AN_ID);
        return new Delivery(id, alert, receiver, event, body, 0, 0, State.WAITING, null);
    }

    /** Whether it goes by mail: the receiver is an address then. */
    public boolean isMail() {
        return receiver.contains("@");
    }
}
