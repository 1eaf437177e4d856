package dev.understudy.session;

import dev.understudy.fixtures.BothDatabases;
import dev.understudy.fixtures.SentBodies;
import dev.understudy.livekit.Participant;
import dev.understudy.livekit.Participant.Kind;
import dev.understudy.store.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;

/** The real parts of a turn over a real store and a room by script; what they ask for, send on and publish is written down. */
final class Scene {
    static final Plan PLAN = new Plan(Times.AGENT, Plan.AvatarBy.UNDERSTUDY, null, null);
    final Stores stores = Stores.empty(Dialect.SQLITE);
    final LiveKitByScript livekit = new LiveKitByScript();
    final SentBodies sent = new SentBodies();
    final List<Object> published = new ArrayList<>();
    final Health health = new Health(stores.clock());
    final Signals signals = new Signals(stores.clock());
    final Turns turns = new Turns(stores.clock());
    final Nudges nudges = new Nudges(sent.template(), "rooms", "chores");
    final SessionMachine machine = new SessionMachine(Times.settings(), Times.faces());
    private final ApplicationEventPublisher publisher = published::add;
    final Opening opening =
            new Opening(stores.sessions(), stores.writes(), Times.settings(), publisher, stores.clock());
    final Judgement.Writing writing;
    final Judgement judgement;
    final Ending ending;
    final SessionSteps steps;

    Scene() {
        this(Times.settings());
    }

    /** One whose rooms get what these say. */
    Scene(SessionSettings rules) {
        writing = new Judgement.Writing(
                stores.sessions(), stores.writes(), stores.webhooks(), nudges, publisher, Times.settings());
        judgement = new Judgement(
                machine,
                writing,
                admission(rules),
                new Judgement.StageNow(
                        new Switch(stores.settings(), Times.faces(), stores.clock()), () -> null, health),
                stores.clock());
        ending = new Ending(stores.sessions(), stores.writes(), judgement, nudges, publisher);
        steps = new SessionSteps(turns, stores.sessions(), stores.webhooks(), livekit, judgement, signals);
    }

    Admission admission(SessionSettings settings) {
        return new Admission(
                stores.sessions(),
                opening,
                new Rules(settings),
                stores.promises(),
                new Remaining(stores.writes(), settings, stores.clock()),
                new Stragglers(stores.sessions(), livekit),
                stores.clock());
    }

    Dispatching dispatching() {
        return new Dispatching(
                livekit,
                LiveKitByScript.SETTINGS,
                stores.sessions(),
                judgement,
                machine,
                new com.fasterxml.jackson.databind.ObjectMapper(),
                stores.clock());
    }

    /** The stores of another node over the same database. */
    Stores another() {
        return Stores.of("node2", BothDatabases.Shared.open(Dialect.SQLITE), Dialect.SQLITE, stores.clock());
    }

    /** Writes that session down as if it had come so far; gives it as it stands in the store. */
    Session there(Session as) {
        var first = stores.open(as.id(), as.room()).stamps();
        var stamps = new Session.Stamps(
                first.createdAt(), as.stamps().updatedAt(), as.stamps().dueAt(), first.version());
        return stores.put(new Session(
                as.id(),
                as.room(),
                as.plan(),
                as.state(),
                as.reason(),
                as.endReason(),
                as.casting(),
                as.face(),
                as.command(),
                as.presence(),
                stamps));
    }

    /** A session that came to that final end just now, in the life {@code RM_1} of its room, while these were there. */
    Session over(EndReason why, String... who) {
        var people = Company.NONE.endedWith(List.of(who), stores.clock().millis());
        var was = SessionBuilder.aSession().inRoom("RM_1", 0).with(people).in(SessionState.ENDED);
        var now = stores.clock().millis();
        var stamps = new Session.Stamps(was.stamps().createdAt(), now, null, 1);
        return there(new Session(
                was.id(),
                was.room(),
                was.plan(),
                was.state(),
                null,
                why,
                was.casting(),
                was.face(),
                was.command(),
                was.presence(),
                stamps));
    }

    Session now(Session session) {
        return stores.sessions().find(session.id()).orElseThrow();
    }

    /** Hears and looks. */
    void look(Turn turn) {
        steps.hear(turn);
        steps.look(turn);
    }

    /** A turn that has looked already. */
    Turn turn(Session session) {
        var turn = new Turn(session.room(), true);
        turn.worksOn(session);
        turn.sees(judgement.situation(livekit.look(session.room()), Situation.Signs.NONE, null));
        return turn;
    }

    Scene with(String who, Kind kind, Map<String, String> attributes) {
        return with(who, kind, stores.clock().millis(), attributes);
    }

    Scene with(String who, Kind kind, long joinedAt, Map<String, String> attributes) {
        livekit.people.add(new Participant(who, "PA_" + who, kind, joinedAt, true, attributes));
        return this;
    }

    Scene withUser() {
        return with("user", Kind.USER, Map.of());
    }

    Scene withAgent(String who) {
        return with(who, Kind.AGENT, Map.of("lk.agent_name", Times.AGENT));
    }

    Scene withAvatar(String who) {
        return with(who, Kind.AGENT, Map.of("lk.publish_on_behalf", SessionBuilder.OUR_AGENT));
    }

    /** Rules by which only rooms called lobby-… get anything: audio. */
    static SessionSettings onlyLobbies() {
        var rule = Times.rule("lobby-*", Times.AGENT, Plan.AvatarBy.NONE, null, null);
        return Times.settings(List.of(rule));
    }
}
