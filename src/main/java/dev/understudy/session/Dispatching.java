package dev.understudy.session;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.livekit.Dispatch;
import dev.understudy.livekit.DispatchOrder;
import dev.understudy.livekit.LiveKit;
import dev.understudy.livekit.LiveKitSettings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** Asks LiveKit for an agent: looks first, clears what is left of older attempts, and creates only what is not there. */
@Component("dispatching")
public class Dispatching {
    /** A dispatch younger than this may still hold one of the server's 50 launch slots, ms. */
    private static final long LAUNCH_MS = 3_000;

    private static final long CROWDED_WAIT_MS = 100;

    private final LiveKit livekit;
    private final LiveKitSettings settings;
    private final Sessions sessions;
    private final Judgement judgement;
    private final SessionMachine machine;
    private final ObjectMapper json;
    private final Clock clock;

    /** Works over LiveKit and the store. */
    public Dispatching(
            LiveKit livekit,
            LiveKitSettings settings,
            Sessions sessions,
            Judgement judgement,
            SessionMachine machine,
            ObjectMapper json,
            Clock clock) {
        this.livekit = livekit;
        this.settings = settings;
        this.sessions = sessions;
        this.judgement = judgement;
        this.machine = machine;
        this.json = json;
        this.clock = clock;
    }

    /** Whether as many dispatches are under way as the server can launch at once. */
    public boolean isCrowded() {
        return sessions.dispatchesSince(clock.millis() - LAUNCH_MS) >= settings.dispatchesInFlight();
    }

    /** Puts the turn off by a moment. */
    public void waitForRoom(@ExchangeProperty("turn") Turn turn) {
        judgement.write(turn, machine.crowded(turn.session(), turn.seen(), CROWDED_WAIT_MS), List.of(), false);
    }

    /** Makes the room, finds or makes the dispatch of this attempt, and writes it down. */
    public void dispatch(@ExchangeProperty("turn") Turn turn) {
        var session = turn.session();
        var sid = livekit.createRoom(session.room());
        var listed = livekit.dispatches(session.room());
        var ours = listed.stream()
                .filter(dispatch -> isOfThisAttempt(dispatch, session))
                .findFirst();
        clear(session, listed, ours);
        var news = new ArrayList<String>();
        var dispatch = ours.orElseGet(() -> create(session, news));
        judgement.livekitAnswered();
        var change =
                machine.dispatched(session, turn.seen(), dispatch.id(), sid).with(news);
        judgement.write(turn, change, List.of(), false);
        if (turn.again()) takeBack(session, dispatch);
    }

    /** Says what the server did not take: an answer that does not echo the deployment is one of a server that knows of none. */
    private Dispatch create(Session session, List<String> news) {
        var plan = session.plan();
        var wanted = plan.data().deployment();
        var order = new DispatchOrder(
                plan.agentName(), metadata(session), plan.data().attributes(), wanted);
        return livekit.createDispatch(session.room(), order, echoed -> {
            if (wanted != null && !wanted.equals(echoed))
                news.add("LiveKit did not take the deployment " + wanted + ": its answer does not name it");
        });
    }

    /** Somebody wrote meanwhile. Who ended the session could not know of this dispatch; whoever goes on with it finds it. */
    private void takeBack(Session session, Dispatch dispatch) {
        var over =
                sessions.find(session.id()).filter(now -> now.state().isOpen()).isEmpty();
        if (over) livekit.deleteDispatch(session.room(), dispatch.id());
    }

    /** LiveKit refuses our key. */
    public void rejected(@ExchangeProperty("turn") Turn turn) {
        failed(turn, EndReason.LIVEKIT_REJECTED);
    }

    /** LiveKit cannot be asked. */
    public void unavailable(@ExchangeProperty("turn") Turn turn) {
        failed(turn, EndReason.LIVEKIT_UNAVAILABLE);
    }

    private void failed(Turn turn, EndReason why) {
        judgement.write(turn, machine.notDispatched(turn.session(), turn.seen(), why), List.of(), false);
    }

    /** The agent that was judged gone must not come back beside the new one, nor the dispatches of older attempts. */
    private void clear(Session session, List<Dispatch> listed, Optional<Dispatch> ours) {
        var gone = session.casting().gone();
        if (gone != null) livekit.removeParticipant(session.room(), gone);
        for (var dispatch : listed)
            if (dispatch.agentName().equals(session.plan().agentName()) && !ours.equals(Optional.of(dispatch)))
                livekit.deleteDispatch(session.room(), dispatch.id());
    }

    /**
     * One that carries this session and attempt is ours, made before a crash. One without our metadata was made by somebody
     * else for the same agent, by the token of the user for example: at the first attempt it is as good as ours.
     */
    private boolean isOfThisAttempt(Dispatch dispatch, Session session) {
        if (!dispatch.agentName().equals(session.plan().agentName())) return false;
        var mark = Mark.of(dispatch);
        if (mark == null)
            return session.casting().attempt() == 1 && session.casting().firstDispatchedAt() == 0;
        return mark.equals(Mark.of(session));
    }

    /** What the agent is told before it starts: docs/agent-contract.md. */
    private String metadata(Session session) {
        var node = json.createObjectNode();
        node.put("understudy", 1)
                .put("session", session.id())
                .put("attempt", session.casting().attempt());
        node.put("mode", session.plan().wanted());
        if (session.plan().avatar() == Plan.AvatarBy.UNDERSTUDY) {
            var identity = FaceWatch.IDENTITY_PREFIX + session.id() + "-"
                    + (session.face().tries() + 1);
            node.putObject("avatar").put("provider", "tavus").put("identity", identity);
        }
        return session.plan().data().beside(node);
    }
}
