package dev.understudy.session;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.common.IsoTime;
import dev.understudy.livekit.AgentRpc;
import dev.understudy.livekit.AgentRpc.Pulse;
import dev.understudy.livekit.AgentRpc.Rpc;
import dev.understudy.livekit.CallClass;
import dev.understudy.livekit.LiveKit;
import dev.understudy.livekit.LiveKitPutOff;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Does the chores that concern LiveKit; each may be done twice without harm. */
@Component("sessionChores")
public class SessionChores {
    private static final Logger log = LoggerFactory.getLogger(SessionChores.class);
    private static final Duration ANSWER = Duration.ofMillis(500);
    private static final long FIRST_WAIT_MS = 500;
    private static final long LONGEST_WAIT_MS = 30_000;
    /** After that a chore of LiveKit's is void: rooms and people of that time are gone, ms. */
    private static final long GIVEN_UP_MS = 600_000;

    private final Chores chores;
    private final Sessions sessions;
    private final LiveKit livekit;
    private final AgentRpc rpc;
    private final Signals signals;
    private final ObjectMapper json;
    private final Clock clock;

    /** Works over LiveKit and the store. */
    public SessionChores(
            Chores chores,
            Sessions sessions,
            LiveKit livekit,
            AgentRpc rpc,
            Signals signals,
            ObjectMapper json,
            Clock clock) {
        this.chores = chores;
        this.sessions = sessions;
        this.livekit = livekit;
        this.rpc = rpc;
        this.signals = signals;
        this.json = json;
        this.clock = clock;
    }

    /** The chores that are due and nobody is at. */
    public List<Chore> claimDue() {
        return chores.claimDue(100);
    }

    /** Deletes a dispatch, whose agent then leaves; puts the agent out where there is no such dispatch any more. */
    public void deleteDispatch(Chore chore) {
        var target = chore.target().split(" ", 2);
        var room = chore.room();
        var seen = target[0].endsWith(Chore.SEEN);
        var id = seen ? target[0].substring(0, target[0].length() - 1) : target[0];
        var mayBe = !id.isEmpty()
                && ((seen && chore.tries() == 0) || !livekit.rooms(room).isEmpty());
        if (!(mayBe && livekit.deleteDispatch(room, id)) && !target[1].isEmpty() && !isAgentNow(room, target[1]))
            livekit.removeParticipant(room, target[1]);
    }

    /** Puts somebody out of the room; not an avatar that has come anew meanwhile: the identity of an agent's own is always the same. */
    public void removeParticipant(Chore chore) {
        var wanted = wanted(chore);
        var isFace = wanted != null && chore.target().equals(wanted.face().identity());
        if (!isFace && !isAgentNow(chore.room(), chore.target()))
            livekit.removeParticipant(chore.room(), chore.target());
    }

    /** Whether it is the agent that the room has now: workers may give all their agents one identity. */
    private boolean isAgentNow(String room, String identity) {
        return sessions.openIn(room)
                .filter(session -> identity.equals(session.casting().identity()))
                .isPresent();
    }

    /**
     * Tells the agent; what was written meanwhile comes on top, so that of two who tell at once the newer one has the last word.
     *
     * @throws AgentNotThere when it is to be told later
     */
    public void tellAgent(Chore chore) {
        var told = Long.parseLong(chore.target());
        for (var wanted = wanted(chore); wanted != null && wanted.command().epoch() >= told; wanted = wanted(chore)) {
            tell(wanted);
            told = wanted.command().epoch() + 1;
        }
    }

    private @Nullable Session wanted(Chore chore) {
        return sessions.find(chore.session()).filter(s -> s.state().isOpen()).orElse(null);
    }

    /** Sets the agent's attributes, the durable truth, and calls it, which is faster. */
    private void tell(Session session) {
        var agent = session.casting().identity();
        if (agent == null) return;
        var attributes = attributes(session);
        if (!livekit.setAttributes(session.room(), agent, attributes)) throw new AgentNotThere();
        rpc.call(new Rpc(session.room(), agent, "understudy.mode", payload(attributes), CallClass.WAIT), ANSWER)
                .thenAccept(pulse -> {
                    if (pulse == Pulse.ALIVE) signals.answers(session.room(), agent);
                });
    }

    /** It is done. */
    public void done(Chore chore) {
        chores.done(chore);
    }

    /** It could not be done now: again later, waiting twice as long each time. */
    public void again(Chore chore) {
        try (var mention = Mention.of(chore.session())) {
            postpone(chore, 0);
        }
    }

    /** The budget of calls has none for it now: again later, and no sooner than the budget says. */
    public void putOff(
            @ExchangeProperty("chore") Chore chore, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) LiveKitPutOff putOff) {
        try (var mention = Mention.of(chore.session())) {
            postpone(chore, putOff.time().toMillis());
        }
    }

    private void postpone(Chore chore, long least) {
        if (clock.millis() - chore.since() > GIVEN_UP_MS) {
            log.warn("{} came to nothing again and again, and is given up", chore.kind());
            chores.done(chore);
        } else {
            log.debug("{} could not be done now; again later", chore.kind());
            var wait = Math.min(FIRST_WAIT_MS << Math.min(chore.tries(), 10), LONGEST_WAIT_MS);
            chores.again(chore, clock.millis() + Math.max(wait, least));
        }
    }

    private static Map<String, String> attributes(Session session) {
        var mode = session.mode();
        var reason = session.reason();
        var attributes = new HashMap<>(Map.of(
                "understudy.mode",
                mode == null ? "audio" : mode,
                "understudy.avatar",
                text("video".equals(mode) ? session.face().identity() : null),
                "understudy.epoch",
                Long.toString(session.command().epoch()),
                "understudy.reason",
                reason == null ? "" : reason.code()));
        if (session.plan().bounds().hasEnd()) attributes.put("understudy.ends-at", endsAt(session));
        return attributes;
    }

    private static String endsAt(Session session) {
        var end = session.presence().company().endsAt();
        return end == 0 ? "" : IsoTime.of(end);
    }

    private String payload(Map<String, String> attributes) {
        var payload = new HashMap<String, String>();
        attributes.forEach((name, value) -> payload.put(name.substring("understudy.".length()), value));
        return json.valueToTree(payload).toString();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
