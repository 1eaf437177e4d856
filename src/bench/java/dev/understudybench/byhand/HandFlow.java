package dev.understudybench.byhand;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.livekit.LiveKit;
import dev.understudy.livekit.LiveKitRejected;
import dev.understudy.livekit.LiveKitUnavailable;
import dev.understudy.livekit.RoomView;
import dev.understudy.webhook.WebhookEvent;
import dev.understudybench.byhand.ByHand.HandSettings;
import dev.understudybench.byhand.HandSession.Data;
import dev.understudybench.byhand.HandSession.Line;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** A room's turn: look, judge, write, and do the one thing that is due. One turn a room at a time. */
@Component
class HandFlow implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(HandFlow.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int CROWD = 40;
    private final HandStore store;
    private final LiveKit livekit;
    private final HandTavus tavus;
    private final HandChores chores;
    private final ObjectMapper json;
    private final HandRules rules;
    private final Clock clock;
    private final ExecutorService workers;
    private final ConcurrentHashMap<String, Boolean> busy = new ConcurrentHashMap<>();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> silent = ConcurrentHashMap.newKeySet();

    HandFlow(
            HandStore store,
            LiveKit livekit,
            HandTavus tavus,
            HandChores chores,
            ObjectMapper json,
            HandSettings settings,
            Clock clock) {
        this.store = store;
        this.livekit = livekit;
        this.tavus = tavus;
        this.chores = chores;
        this.json = json;
        this.clock = clock;
        rules = new HandRules(settings.grace());
        workers = Executors.newFixedThreadPool(settings.workers());
    }

    /** A turn of that room is wanted. */
    void nudge(String room) {
        workers.execute(() -> turns(room));
    }

    void acknowledged(String room) {
        acknowledged.add(room);
        nudge(room);
    }

    void silent(String room) {
        silent.add(room);
        nudge(room);
    }

    private void turns(String room) {
        if (busy.merge(room, false, (old, fresh) -> true)) return;
        var again = false;
        try {
            again = turn(room);
        } catch (LiveKitUnavailable | LiveKitRejected e) {
            store.openIn(room).ifPresent(session -> store.postpone(session, clock.millis() + 1_000));
        } catch (RuntimeException e) {
            log.error("the turn of room {} failed", room, e);
            store.openIn(room).ifPresent(session -> store.postpone(session, clock.millis() + 1_000));
        }
        if (Boolean.TRUE.equals(busy.remove(room)) || again) nudge(room);
    }

    private boolean turn(String room) {
        var session = store.openIn(room).orElse(null);
        var heard = store.waiting(room).stream().map(WebhookEvent::id).toList();
        var view = livekit.look(room);
        if (session == null) return admit(room, view, heard);
        var turn = new HandTurn(view, heard, clock.millis());
        var dueAt = session.dueAt;
        rules.judge(session, turn, tavus.isOn(), acknowledged.remove(room), silent.remove(room));
        if (turn.isNothing() && Objects.equals(dueAt, session.dueAt)) {
            store.worked(heard, turn.now);
            return false;
        }
        if (!store.write(session, turn)) return true;
        turn.chores.forEach(chores::does);
        act(session, turn);
        return false;
    }

    private boolean admit(String room, RoomView view, List<String> heard) {
        var last = store.latestIn(room);
        if (!view.users().isEmpty()) {
            var session = new HandSession(newId(), room, 0, new Data(), "REQUESTED");
            store.open(session, new Line("opened: a user is in the room", "REQUESTED", null), clock.millis());
            return true;
        }
        if (last.isPresent())
            for (var agent : view.agents(HandRules.AGENT)) livekit.removeParticipant(room, agent.identity());
        store.worked(heard, clock.millis());
        return false;
    }

    private void act(HandSession session, HandTurn turn) {
        if (turn.next == null) return;
        var written = store.find(session.id).orElseThrow();
        var after = new HandTurn(turn.view, List.of(), clock.millis());
        if (turn.next.equals("dispatch")) dispatch(written, after);
        else tavus.ask(written, after);
        if (store.write(written, after)) after.chores.forEach(chores::does);
    }

    /** Looks first, adopts what is ours, clears what is old, creates only what is not there. */
    private void dispatch(HandSession session, HandTurn turn) {
        if (store.dispatchesSince(turn.now - 3_000) >= CROWD) {
            session.dueAt = turn.now + 100;
            return;
        }
        var data = session.data;
        data.roomSid = livekit.createRoom(session.room);
        for (var listed : livekit.dispatches(session.room)) {
            if (!listed.agentName().equals(HandRules.AGENT)) continue;
            if (listed.metadata().equals(metadata(session))) data.dispatch = listed.id();
            else livekit.deleteDispatch(session.room, listed.id());
        }
        if (data.dispatch == null || data.attempt > 1)
            data.dispatch = livekit.createDispatch(session.room, HandRules.AGENT, metadata(session))
                    .id();
        data.dispatchedAt = clock.millis();
        if (data.firstDispatchedAt == 0) data.firstDispatchedAt = data.dispatchedAt;
        session.dueAt = data.dispatchedAt + 3_000;
        turn.to(session, "DISPATCHED", "agent dispatched");
    }

    private String metadata(HandSession session) {
        var node = json.createObjectNode();
        node.put("understudy", 1).put("session", session.id).put("attempt", session.data.attempt);
        node.put("mode", "video");
        var identity = "tavus-avatar-" + session.id + "-" + (session.data.tries + 1);
        node.putObject("avatar").put("provider", "tavus").put("identity", identity);
        return node.toString();
    }

    private static String newId() {
        var id = new StringBuilder("s");
        RANDOM.ints(20, 0, 36).forEach(digit -> id.append(Character.forDigit(digit, 36)));
        return id.toString();
    }

    @Override
    public void destroy() {
        workers.shutdownNow();
    }
}
