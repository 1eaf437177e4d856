package dev.understudy.smoke;

import dev.understudy.livekit.LiveKit;
import dev.understudy.session.Chores;
import dev.understudy.session.Ending;
import dev.understudy.session.Sessions;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The line {@code cleanup}: what a run has made is taken down, and that it is gone is looked at, whatever the run came to. */
@Component("smokeCleanup")
public class Cleanup {
    private final Sessions sessions;
    private final Ending ending;
    private final Chores chores;
    private final LiveKit livekit;
    private final SmokeUsers users;
    private final SmokeSettings settings;

    Cleanup(
            Sessions sessions,
            Ending ending,
            Chores chores,
            LiveKit livekit,
            SmokeUsers users,
            SmokeSettings settings) {
        this.sessions = sessions;
        this.ending = ending;
        this.chores = chores;
        this.livekit = livekit;
        this.users = users;
        this.settings = settings;
    }

    /** The session first, since its conversation costs money as long as it lasts; then the client goes home. */
    public void begin(@ExchangeProperty("checklist") Checklist list, @ExchangeProperty("scene") @Nullable Scene scene) {
        list.begin(Line.CLEANUP);
        endSession(list.run().room());
        if (scene != null) scene.sendUserAway();
        else if (!list.run().client().isEmpty()) users.endLeftOver(list.run().client());
    }

    /** Whether the session, its conversation or its dispatch still have to be waited for. */
    public boolean isUnfinished(@ExchangeProperty("checklist") Checklist list) {
        list.alive();
        if (list.waited(Line.CLEANUP) > settings.deadlines().cleanup().toMillis()) return false;
        endSession(list.run().room());
        return isLeft(list.run().room());
    }

    /** The room goes, and with it whoever is still in it. */
    public void closeRoom(
            @ExchangeProperty("checklist") Checklist list, @ExchangeProperty("scene") @Nullable Scene scene) {
        var room = list.run().room();
        if (sessions.latestIn(room).isEmpty()) {
            list.passed(Line.CLEANUP, "nothing was made");
            return;
        }
        livekit.deleteRoom(room);
        if (!livekit.rooms(room).isEmpty()) livekit.deleteRoom(room); // who was just joining has opened it anew
        if (isLeft(room))
            list.failed(
                    Line.CLEANUP,
                    "the session, its dispatch or its conversation at Tavus is not taken down yet; that is tried until it works");
        else if (!livekit.rooms(room).isEmpty()) list.failed(Line.CLEANUP, "the room is still there");
        else if (scene != null && !scene.isUserGone()) list.failed(Line.CLEANUP, "the client has not ended");
        else list.passed(Line.CLEANUP, "session, conversation, dispatch, user and room are gone");
    }

    /** Something could not be asked. */
    public void failed(Exchange exchange, @ExchangeProperty("checklist") Checklist list) {
        var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        var why = failure.getClass().getSimpleName();
        list.brokeAt(Line.CLEANUP, "the room is not closed yet, LiveKit does so when it is empty: " + why);
    }

    private boolean isLeft(String room) {
        return sessions.openIn(room).isPresent() || chores.countIn(room) > 0;
    }

    private void endSession(String room) {
        sessions.openIn(room).ifPresent(session -> ending.end(session.id()));
    }
}
