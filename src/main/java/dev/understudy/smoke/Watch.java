package dev.understudy.smoke;

import dev.understudy.livekit.LiveKit;
import dev.understudy.livekit.RoomView;
import dev.understudy.session.Session;
import dev.understudy.session.SessionState;
import dev.understudy.session.Sessions;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks at the room of a run, again and again, until every line is decided. It only looks: the real machinery plays. */
@Component("smokeWatch")
public class Watch {
    private final LiveKit livekit;
    private final Sessions sessions;
    private final SmokeSettings settings;

    /** Looks at store and LiveKit. */
    public Watch(LiveKit livekit, Sessions sessions, SmokeSettings settings) {
        this.livekit = livekit;
        this.sessions = sessions;
        this.settings = settings;
    }

    /** Whether something is still to be decided. */
    public boolean isOn(
            @ExchangeProperty("checklist") Checklist list, @ExchangeProperty("scene") @Nullable Scene scene) {
        list.alive();
        return scene != null && !judge(list, scene).isDone();
    }

    /** One look. */
    public void look(@ExchangeProperty("checklist") Checklist list, @ExchangeProperty("scene") Scene scene) {
        var room = list.run().room();
        var session = session(room);
        var view = livekit.look(room);
        judge(list, scene).look(new Sight(session, view, hasJob(list, session), hasVoice(list, session, view)));
    }

    /** LiveKit could not be asked: deadlines go on. */
    public void blind(@ExchangeProperty("checklist") Checklist list, @ExchangeProperty("scene") Scene scene) {
        judge(list, scene).look(new Sight(session(list.run().room()), null, false, false));
    }

    private Judge judge(Checklist list, Scene scene) {
        return new Judge(list, scene, settings.deadlines());
    }

    private Session session(String room) {
        return sessions.latestIn(room).orElseThrow(() -> new IllegalStateException("the session is gone"));
    }

    /** A room's dispatches are asked for only once it exists: of another, LiveKit answers after 3 s. */
    private boolean hasJob(Checklist list, Session session) {
        if (list.has(Line.WORKER) || session.state() != SessionState.DISPATCHED) return false;
        var name = session.plan().agentName();
        return livekit.dispatches(session.room()).stream()
                .anyMatch(dispatch -> dispatch.agentName().equals(name) && dispatch.hasJob());
    }

    private boolean hasVoice(Checklist list, Session session, RoomView view) {
        var agent = session.casting().identity();
        if (agent == null || list.has(Line.CONVERSATION) || view.find(agent).isEmpty()) return false;
        return livekit.publishesAudio(session.room(), agent);
    }
}
