package dev.understudy.smoke;

import dev.understudy.common.Secret;
import java.io.IOException;

/** Somebody who joins a room for real, so that the lines that need a user can be seen. */
public interface SmokeUser {

    /** Whether there is one to be sent. */
    boolean isThere();

    /**
     * Sends one into the room.
     *
     * @throws IOException when nobody could be sent; its message may be shown
     */
    Visit join(Invitation invitation) throws IOException;

    /** Ends what is left of a visit whose process was known by that mark: its node was killed meanwhile. */
    void endLeftOver(String mark);

    /**
     * What a user is given, as a browser is.
     *
     * @param url LiveKit's address, for clients
     * @param token for one room and one identity
     * @param room its name
     * @param identity who they will be
     */
    record Invitation(String url, Secret token, String room, String identity) {}

    /** Somebody's stay. */
    interface Visit {
        /** By what it is known again after a crash; no secret. Empty when nothing would be left of it. */
        String mark();

        /** Why it is over, in our words; empty while it goes on. */
        String over();

        /** Ends it; returns when it is over, or after some seconds. Twice does no harm. */
        void leave();
    }
}
