package dev.understudy.history;

import dev.understudy.history.Company.Mood;
import dev.understudy.session.FaceSettings.Provider;
import dev.understudy.session.Session;
import java.util.HashMap;
import java.util.function.Consumer;

/** Lives a history through, and then calms the world down. */
final class Living {
    private static final long CALMING_MS = 130_000;
    private static final long AFTER_RECONCILE_MS = 90_000;
    private static final long RECONCILE_INTERVAL_MS = 30_000;
    private final World world;

    Living(History history) {
        world = new World(history.seed(), history.nodes());
        var at = 1_000L;
        for (var move : history.moves()) {
            at += move.after();
            world.agenda.in(at, () -> begin(move));
        }
        world.agenda.pass(at + 1);
    }

    /** All faults are over and whatever was on its way has come; then one reconcile, and time for what it begins. */
    World calmedDown() {
        world.agenda.tell("calm");
        world.luck.calm();
        world.forgetNextCall();
        world.away = false;
        world.troupe.up(true);
        world.troupe.coming(Troupe.Coming.IN_TIME);
        world.troupe.answer(Troupe.Answer.YES);
        world.company.mood(Mood.GOOD);
        alive(application -> application.move(Provider.TAVUS));
        world.agenda.pass(CALMING_MS);
        if (!world.company.isExcused()) world.memory.violations.addAll(Truths.paidForNobody(world));
        alive(Application::reconcile);
        if (isAnyOverForGood()) { // such a room, listed as it was, has its turn every other time
            world.agenda.pass(RECONCILE_INTERVAL_MS);
            alive(Application::reconcile);
        }
        world.agenda.pass(AFTER_RECONCILE_MS);
        return world;
    }

    private boolean isAnyOverForGood() {
        var last = new HashMap<String, Session>();
        for (var row : world.memory.sessions.values()) last.put(row.session.room(), row.session);
        return last.values().stream().anyMatch(Session::isOverForGood);
    }

    private void begin(Move move) {
        if (move.meanwhile()) world.inNextCall(() -> make(move));
        else make(move);
    }

    private void make(Move move) {
        world.agenda.tell("* " + move);
        var room = move.room();
        var who = move.who();
        switch (move.kind()) {
            case USER_JOINS -> join(room, "user-" + who);
            case USER_LEAVES -> leave(room, "user-" + who);
            case AGENT_DIES -> agent(room, agent -> world.troupe.dies(room, agent));
            case AGENT_FREEZES -> agent(room, agent -> world.troupe.freezes(room, agent, 2_000 + 6_000L * who));
            case AGENT_LEAVES -> agent(room, agent -> world.stage.leave(room, agent.identity));
            case AGENT_SAYS_GOODBYE ->
                agent(room, agent -> world.troupe.parts(room, agent, who % 2 == 0 ? "good" : "handover"));
            case WORKER_DOWN -> world.troupe.up(false);
            case WORKER_UP -> world.troupe.up(true);
            case AGENTS_NAMED_ALIKE -> world.troupe.oneName(who % 3 > 0);
            case AGENTS_TO_COME -> world.troupe.coming(pick(Troupe.Coming.values(), who));
            case SERVER_CRASHES -> world.stage.crash(1_000 + 2_000L * who);
            case LIVEKIT_AWAY -> away(1_000 + 3_000L * who);
            case TAVUS -> world.company.mood(pick(Mood.values(), who));
            case ACKNOWLEDGEMENTS -> world.troupe.answer(pick(Troupe.Answer.values(), who));
            case APPLICATION_KILLED ->
                pick(world.nodes.toArray(Process[]::new), who).kill();
            default -> others(move);
        }
    }

    private void others(Move move) {
        var room = move.room();
        switch (move.kind()) {
            case AVATAR_LEAVES -> avatar(room, avatar -> world.stage.leave(room, avatar.identity));
            case AVATAR_LOSES_VIDEO -> avatar(room, avatar -> world.stage.publish(room, avatar, false));
            case TAVUS_ENDS_CONVERSATION -> tavusEnds(room);
            case OPERATOR_ENDS -> alive(application -> application.operatorEnds(room));
            case SWITCHED_TO_AUDIO -> alive(application -> application.move(Provider.AUDIO));
            case SWITCHED_BACK -> alive(application -> application.move(Provider.TAVUS));
            case DISPATCHED_BY_API -> alive(application -> application.dispatchByApi(room));
            case DISPATCHED_BY_SOMEBODY -> world.troupe.dispatch(room, Person.OURS, "");
            case FOREIGN_AGENT -> world.stage.join(room, Person.agent("foreign-" + move.who(), "somebody-elses"));
            case FOREIGN_CONVERSATION -> world.company.make("somebody-elses", "", Person.user("nobody"));
            default -> alive(Application::reconcile);
        }
    }

    private void join(String room, String user) {
        if (world.stage.find(room, user).isEmpty()) world.stage.join(room, Person.user(user));
    }

    private void leave(String room, String user) {
        world.stage.find(room, user).ifPresent(person -> person.alive = false);
        world.stage.leave(room, user);
    }

    private void agent(String room, Consumer<Person> what) {
        var there = world.stage.rooms.get(room);
        if (there != null) there.firstAgent().ifPresent(what);
    }

    private void avatar(String room, Consumer<Person> what) {
        var there = world.stage.rooms.get(room);
        if (there != null) there.avatars().stream().findFirst().ifPresent(what);
    }

    private void away(long ms) {
        world.away = true;
        world.agenda.in(ms, () -> world.away = false);
    }

    private void tavusEnds(String room) {
        world.company.talks.values().stream()
                .filter(talk -> talk.active && talk.room.equals(room))
                .findFirst()
                .ifPresent(talk -> {
                    world.company.end(talk.id);
                    alive(application -> application.tavusEnded(room, talk.id));
                });
    }

    /** As the first node that lives, in a call of its own. */
    private void alive(Consumer<Application> what) {
        for (var process : world.nodes) {
            var application = process.application();
            if (application == null) continue;
            process.does(process.life(), () -> what.accept(application));
            return;
        }
    }

    private static <T> T pick(T[] all, int which) {
        return all[which % all.length];
    }
}
