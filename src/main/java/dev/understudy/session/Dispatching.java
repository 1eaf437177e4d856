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

/** Asks LiveKit for an agent: looks first, creates only what is not there, and has the dispatches of older attempts deleted. */
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
        var sid = room(turn);
        var listed = livekit.dispatches(session.room());
        var ours = listed.stream()
                .filter(dispatch -> isOfThisAttempt(dispatch, session))
                .findFirst();
        var news = new ArrayList<String>();
        var dispatch = ours.orElseGet(() -> create(session, news));
        judgement.livekitAnswered();
        var older = older(session, listed, ours);
        var change = machine.dispatched(session, turn.seen(), new SessionMachine.Taken(dispatch.id(), sid, older))
                .with(news);
        judgement.write(turn, change, List.of(), false);
        if (turn.again()) takeBack(session, dispatch);
    }

    /** The room's sid; whoever is seen in a room whose sid is known needs no room made. */
    private String room(Turn turn) {
        var known = turn.session().presence().roomSid();
        var there = !known.isEmpty() && !turn.seen().view().people().isEmpty();
        return there ? known : livekit.createRoom(turn.room());
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

    /**
     * The dispatches of older attempts, whose agents must not come back beside the new one. They are deleted once the new one is
     * made: LiveKit answers 503 after 3 s for an agent whose node or connection has just died (measured), which the user
     * need not wait for.
     */
    private static List<String> older(Session session, List<Dispatch> listed, Optional<Dispatch> ours) {
        return listed.stream()
                .filter(dispatch -> dispatch.agentName().equals(session.plan().agentName()))
                .filter(dispatch -> !ours.equals(Optional.of(dispatch)))
                .map(Dispatch::id)
                .toList();
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
