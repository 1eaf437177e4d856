package dev.understudy.session;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.livekit.AgentRpc;
import dev.understudy.livekit.LiveKit;
import dev.understudy.livekit.LiveKitSettings;
import dev.understudy.token.AgentWish;
import dev.understudy.webhook.Webhooks;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;

/** The real parts of a session's turn, over stores and an outside that a test brings along. */
public record SessionParts(
        SessionSteps steps,
        Dispatching dispatching,
        SessionChores chores,
        Judged judged,
        Ending ending,
        Opening opening,
        Signals signals,
        Health health,
        Switch position) {

    private static final AliveSettings ALIVE = new AliveSettings(null, Duration.ofMillis(2_500));
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What they write to. */
    public record Stores(
            Sessions sessions, SessionWrites writes, Webhooks webhooks, Settings settings, Chores chores) {}

    /** What they speak to. */
    public record Outside(LiveKit livekit, LiveKitSettings settings, AgentRpc rpc, Breaker breaker, Nudges nudges) {}

    /** One that is over, and why. */
    public static Session over(EndReason why) {
        return SessionBuilder.aSession().ended(why);
    }

    /** The times of interface 2. */
    public static SessionSettings settings() {
        return Times.settings();
    }

    /** Signs of life, of which none has come yet. */
    public static SignsOfLife signs(Clock clock) {
        return new SignsOfLife(ALIVE, clock);
    }

    /** The same, for one node alone. */
    @SuppressWarnings("NullAway") // nothing is shared
    public static Vouching vouching(SignsOfLife signs, Clock clock) {
        return new Vouching(signs, null, new LiveNodes(null, null, null), ALIVE, clock);
    }

    /** Where nobody was promised anything. */
    @SuppressWarnings("NullAway") // no store is asked
    private static Promises nothing(Clock clock) {
        return new Promises(null, null, clock) {
            @Override
            public Optional<AgentWish> take(String room, List<String> present) {
                return Optional.empty();
            }
        };
    }

    /** Puts them together as Spring does. */
    public static SessionParts of(Stores stores, Outside outside, Clock clock) {
        ApplicationEventPublisher nobody = event -> {};
        var health = new Health(clock);
        var position = new Switch(stores.settings(), Times.faces(), clock);
        var opening = new Opening(stores.sessions(), stores.writes(), settings(), nobody, clock);
        var machine = new SessionMachine(Times.settings(), Times.faces());
        var admission = new Admission(
                stores.sessions(),
                opening,
                new Rules(Times.settings()),
                nothing(clock),
                new Remaining(stores.writes(), Times.settings(), clock),
                new Stragglers(stores.sessions(), outside.livekit()),
                clock);
        var writing = new Judgement.Writing(
                stores.sessions(), stores.writes(), stores.webhooks(), outside.nudges(), nobody, Times.settings());
        var stage = new Judgement.StageNow(position, outside.breaker(), health);
        var judgement = new Judgement(machine, writing, admission, stage, clock);
        var signals = new Signals(clock);
        return new SessionParts(
                new SessionSteps(
                        new Turns(clock), stores.sessions(), stores.webhooks(), outside.livekit(), judgement, signals),
                new Dispatching(
                        outside.livekit(), outside.settings(), stores.sessions(), judgement, machine, JSON, clock),
                new SessionChores(
                        stores.chores(), stores.sessions(), outside.livekit(), outside.rpc(), signals, JSON, clock),
                new Judged(machine, judgement),
                new Ending(stores.sessions(), stores.writes(), judgement, outside.nudges(), nobody),
                opening,
                signals,
                health,
                position);
    }
}
