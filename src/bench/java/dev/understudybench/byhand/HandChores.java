package dev.understudybench.byhand;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.livekit.AgentRpc;
import dev.understudy.livekit.LiveKit;
import dev.understudybench.byhand.ByHand.HandSettings;
import dev.understudybench.byhand.HandSession.Chore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** What is repeated until it is done: tell the agent, end the conversation, delete the dispatch, put somebody out. */
@Component
class HandChores implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(HandChores.class);
    private final HandStore store;
    private final LiveKit livekit;
    private final AgentRpc rpc;
    private final HandTavus tavus;
    private final ObjectMapper json;
    private final Clock clock;
    private final ExecutorService workers;

    HandChores(
            HandStore store,
            LiveKit livekit,
            AgentRpc rpc,
            HandTavus tavus,
            ObjectMapper json,
            HandSettings settings,
            Clock clock) {
        this.store = store;
        this.livekit = livekit;
        this.rpc = rpc;
        this.tavus = tavus;
        this.json = json;
        this.clock = clock;
        workers = Executors.newFixedThreadPool(settings.workers());
    }

    void does(Chore chore) {
        workers.execute(() -> attempt(chore));
    }

    private void attempt(Chore chore) {
        try {
            switch (chore.kind()) {
                case "END_CONVERSATION" -> tavus.end(chore);
                case "DELETE_DISPATCH" -> deleteDispatch(chore);
                case "REMOVE_PARTICIPANT" -> livekit.removeParticipant(chore.room(), chore.target());
                default -> tell(chore);
            }
            store.choreDone(chore);
        } catch (IOException | RuntimeException e) {
            log.debug("a chore failed", e);
            store.choreAgain(chore, clock.millis() + Math.min(500L << Math.min(chore.tries(), 6), 30_000));
        }
    }

    private void deleteDispatch(Chore chore) {
        var target = chore.target().split(" ", 2);
        var there = !livekit.rooms(chore.room()).isEmpty() && livekit.deleteDispatch(chore.room(), target[0]);
        if (!there && !target[1].isEmpty()) livekit.removeParticipant(chore.room(), target[1]);
    }

    private void tell(Chore chore) {
        var session = store.find(chore.session()).orElse(null);
        if (session == null || session.data.epoch != Long.parseLong(chore.target())) return;
        var agent = session.data.agent;
        if (agent == null) return;
        var mode = Objects.toString(session.mode(), "audio");
        var avatar = mode.equals("video") ? Objects.toString(session.data.avatar, "") : "";
        var reason = Objects.toString(session.reason, "");
        var told = Map.of(
                "understudy.mode",
                mode,
                "understudy.avatar",
                avatar,
                "understudy.epoch",
                chore.target(),
                "understudy.reason",
                reason);
        if (!livekit.setAttributes(session.room, agent, told)) return;
        var payload =
                json.createObjectNode().put("mode", mode).put("avatar", avatar).put("epoch", chore.target());
        rpc.call(
                new AgentRpc.Rpc(
                        session.room,
                        agent,
                        "understudy.mode",
                        payload.put("reason", reason).toString()),
                Duration.ofMillis(500));
    }

    @Override
    public void destroy() {
        workers.shutdownNow();
    }
}
