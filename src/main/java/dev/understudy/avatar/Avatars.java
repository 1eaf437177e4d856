package dev.understudy.avatar;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.common.Secret;
import dev.understudy.livekit.AvatarTokens;
import dev.understudy.livekit.LiveKitSettings;
import dev.understudy.session.Judged;
import dev.understudy.session.Reason;
import dev.understudy.session.Session;
import dev.understudy.session.Turn;
import dev.understudy.tavus.TavusAnswers;
import dev.understudy.tavus.TavusBreaker;
import dev.understudy.tavus.TavusCalls;
import dev.understudy.tavus.TavusRefused.TavusNotAsked;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The steps of routes/avatar.camel.yaml that start a face. The turn travels as the exchange property {@code turn}. */
@Component("avatars")
public class Avatars {
    private static final long FIRST_WAIT_MS = 1_000;
    private static final long NEXT_WAIT_MS = 3_000;
    private final TavusCalls calls;
    private final TavusBreaker breaker;
    private final Judged judged;
    private final Conversations conversations;
    private final Invitation invitation;

    /** Works over Tavus's calls and the session's judgement. */
    public Avatars(
            TavusCalls calls, TavusBreaker breaker, Judged judged, Conversations conversations, Invitation invitation) {
        this.calls = calls;
        this.breaker = breaker;
        this.judged = judged;
        this.conversations = conversations;
        this.invitation = invitation;
    }

    /** What an avatar is given to join with. */
    @Component
    record Invitation(AvatarTokens tokens, LiveKitSettings livekit, Callbacks callbacks) {}

    /** Whether somebody may have asked for this very conversation already: then it is looked for, not made. */
    public boolean mayExist(@ExchangeProperty("turn") Turn turn) {
        return turn.mayHaveAsked();
    }

    /** Whether the request may be sent, or sent again. */
    public boolean mayAsk(@ExchangeProperty("turn") Turn turn) {
        return !turn.session().face().unsure();
    }

    /** Asks the breaker, and takes the key that it permits; a call that is not made costs the session no time. */
    public void permit(Exchange exchange) {
        calls.use(exchange, breaker.permitted().orElseThrow(TavusNotAsked::new));
    }

    /** Prepares the look for a conversation that may exist. */
    public void look(Exchange exchange) {
        calls.listActive(exchange, 1);
    }

    /** Prepares the request for the conversation of this try. */
    public void request(Exchange exchange, @ExchangeProperty("turn") Turn turn) {
        var session = turn.session();
        var agent = session.casting().identity();
        var avatar = session.face().identity();
        if (agent == null || avatar == null) throw new IllegalStateException("a face needs an agent to speak for");
        var token = invitation.tokens().mint(session.room(), avatar, agent);
        var url = invitation.livekit().addressForOthers().toString();
        var plan = session.plan();
        calls.create(
                exchange,
                new TavusCalls.Wanted(
                        name(session),
                        plan.faceId(),
                        plan.palId(),
                        url,
                        Secret.of(token),
                        invitation.callbacks().address()));
    }

    /** Finds the conversation of this try in a page of active ones; null when it is not there. */
    public @Nullable JsonNode find(@Body JsonNode page, @ExchangeProperty("turn") Turn turn) {
        var wanted = name(turn.session());
        for (var one : page.path("data"))
            if (one.path("conversation_name").asText().equals(wanted)) return one;
        return null;
    }

    /** Tavus made it; an answer that names none tells nothing. */
    public void made(@Body JsonNode answer, Exchange exchange, @ExchangeProperty("turn") Turn turn) {
        var id = TavusAnswers.conversation(answer).id();
        if (id.isBlank()) unsure(exchange, turn);
        else {
            judged.created(turn, id, key(exchange)); // first: it is paid for
            breaker.succeeded(key(exchange));
        }
    }

    /** Tavus had it already; that a list is answered does not make a slow create a good one. */
    public void adopted(@Body JsonNode found, Exchange exchange, @ExchangeProperty("turn") Turn turn) {
        judged.created(turn, TavusAnswers.conversation(found).id(), key(exchange));
    }

    /** Tavus refuses the key. */
    public void keyRejected(Exchange exchange, @ExchangeProperty("turn") Turn turn) {
        breaker.refused(key(exchange), Reason.TAVUS_KEY_REJECTED);
        judged.refused(turn, Reason.TAVUS_KEY_REJECTED);
    }

    /** Somebody refuses the call, Tavus or not: audio, until the cheap question is answered. */
    public void unclear(@ExchangeProperty("turn") Turn turn) {
        judged.refused(turn, Reason.TAVUS_UNAVAILABLE);
    }

    /** The account has no credits. */
    public void outOfCredits(Exchange exchange, @ExchangeProperty("turn") Turn turn) {
        breaker.refused(key(exchange), Reason.TAVUS_OUT_OF_CREDITS);
        judged.refused(turn, Reason.TAVUS_OUT_OF_CREDITS);
    }

    /** The account has its maximum of conversations. */
    public void full(Exchange exchange, @ExchangeProperty("turn") Turn turn) {
        breaker.answered(key(exchange));
        judged.refused(turn, Reason.TAVUS_FULL);
    }

    /** As many faces as may be; nobody was asked. */
    public void overBudget(@ExchangeProperty("turn") Turn turn) {
        judged.refused(turn, Reason.FACE_BUDGET);
    }

    /** Wrong face or PAL. */
    public void misconfigured(Exchange exchange, @ExchangeProperty("turn") Turn turn) {
        breaker.answered(key(exchange));
        judged.refused(turn, Reason.TAVUS_MISCONFIGURED);
    }

    /** Not found yet, and not to be asked for again. */
    public void stillUnsure(@ExchangeProperty("turn") Turn turn) {
        judged.unsure(turn);
    }

    /** Not now, said Tavus, or nobody listened: once more inside the deadline, unless the breaker has had enough. */
    public void busy(Exchange exchange, @ExchangeProperty("turn") Turn turn) {
        breaker.failed(key(exchange));
        var why = breaker.open();
        if (why != null) judged.refused(turn, why);
        else judged.busy(turn, age(turn) < FIRST_WAIT_MS ? FIRST_WAIT_MS : NEXT_WAIT_MS);
    }

    /** No answer, or half of one: the conversation may have been made. */
    public void unsure(Exchange exchange, @ExchangeProperty("turn") Turn turn) {
        breaker.failed(key(exchange));
        judged.unsure(turn);
    }

    /** The breaker is open, or somebody else has its one trial: the reason of whoever opened it. */
    public void notAsked(@ExchangeProperty("turn") Turn turn) {
        judged.refused(turn, breaker.opened());
    }

    private String name(Session session) {
        return conversations.name(session.id(), session.face().tries());
    }

    private static long age(Turn turn) {
        return turn.seen().now() - turn.session().face().askedAt();
    }

    private static String key(Exchange exchange) {
        return exchange.getProperty(TavusCalls.KEY_USED, "", String.class);
    }
}
