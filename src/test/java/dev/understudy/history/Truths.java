package dev.understudy.history;

import dev.understudy.session.Session;
import dev.understudy.session.SessionState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must be true of a world that has calmed down; gives what is not. */
final class Truths {
    private static final long ACK_DEADLINE_MS = 15_000;
    /** So long after the last user an empty room has been closed, and who comes makes another one. */
    private static final long PARTED_MS = 122_000;

    private final World world;
    private final List<String> lies = new ArrayList<>();

    private Truths(World world) {
        this.world = world;
        lies.addAll(world.memory.violations);
    }

    static List<String> liesOf(World world) {
        var truths = new Truths(world);
        for (var room : List.of("a", "b")) truths.room(room);
        truths.conversations();
        truths.chores();
        return truths.lies;
    }

    /** Conversations that no session has: chores end these, a reconcile is not needed for it. */
    static List<String> paidForNobody(World world) {
        var truths = new Truths(world);
        truths.lies.clear();
        truths.conversations();
        return truths.lies;
    }

    private void room(String name) {
        var open = world.memory.sessions.values().stream()
                .map(row -> row.session)
                .filter(s -> s.room().equals(name) && s.state().isOpen())
                .toList();
        check(open.size() <= 1, name + " has " + open.size() + " open sessions");
        var room = world.stage.rooms.get(name);
        var session = open.isEmpty() ? null : open.get(0);
        if (room != null && room.hasUser()) withUser(room, session);
        else withoutUser(name, room, session);
    }

    private void withUser(Room room, @Nullable Session session) {
        if (session == null) {
            check(isServedNoMore(room), room.name + " has a user and no session");
            check(askedForByUs(room).isEmpty(), room.name + " has agents of no session");
            return;
        }
        var agents = room.ourAgents();
        check(agents.size() == 1, room.name + " has " + names(agents) + " and not one agent");
        for (var agent : agents) {
            check(
                    agent.identity.equals(session.casting().identity()),
                    session.id() + " does not know " + agent.identity);
            check(agent.answers, agent.identity + " is dead");
            check(isOf(agent, session), agent.identity + " was asked for by another session");
        }
        check(session.state().hasAgent(), session.id() + " is " + session.state());
        avatars(room, session);
    }

    /**
     * By what it was dispatched with; whichever attempt brought it, it is the current one's once it was adopted. One that somebody else asked for carries nothing; and after a crash of the server, which
     * loses all dispatches, whoever came back by himself is as good as a new one.
     */
    private boolean isOf(Person agent, Session session) {
        var metadata = agent.metadata;
        return agent.cameBack || metadata.isEmpty() || metadata.contains("\"session\":\"" + session.id() + "\"");
    }

    private void avatars(Room room, Session session) {
        for (var avatar : room.avatars())
            check(avatar.identity.equals(session.face().identity()), "a surplus avatar: " + avatar.identity);
        var video = session.state() == SessionState.VIDEO;
        check(!video || room.avatars().stream().anyMatch(a -> a.video), session.id() + " says video and there is none");
        var told = world.agenda.millis() - session.command().toldAt(); // the very last thing may have been to tell it
        check(
                !video || session.command().acknowledged() || told < ACK_DEADLINE_MS,
                session.id() + " has waited too long for its agent's word");
    }

    /** For who was there at a final end; in another life of the room, long after they parted, everybody is new. */
    private boolean isServedNoMore(Room room) {
        var last = world.memory.sessions.values().stream()
                .map(row -> row.session)
                .filter(s -> s.room().equals(room.name))
                .reduce((a, b) -> b)
                .orElse(null);
        if (last == null || last.endReason() == null) return false;
        var end = last.stamps().updatedAt();
        var parted = room.cameAt > end && room.cameAt - Math.max(end, room.emptySince) >= PARTED_MS;
        return switch (last.endReason()) {
            case ENDED_BY_OPERATOR ->
                room.people.values().stream().filter(Person::isUser).allMatch(user -> user.joinedAt <= end);
            case AGENT_FINISHED, HANDED_OVER -> !parted;
            default -> false;
        };
    }

    /** One that somebody else asked for is left alone where no session has it. */
    private List<Person> askedForByUs(Room room) {
        return room.ourAgents().stream()
                .filter(agent -> !agent.metadata.isEmpty())
                .toList();
    }

    private void withoutUser(String name, @Nullable Room room, @Nullable Session session) {
        check(session == null, name + " has nobody in it and an open session");
        if (room == null || !wasEverOurs(name)) return;
        check(askedForByUs(room).isEmpty(), name + " has nobody in it but " + names(askedForByUs(room)));
        check(room.avatars().isEmpty(), name + " has nobody in it but " + names(room.avatars()));
    }

    /** An agent that somebody else asked for, in a room that we never had, is none of our business. */
    private boolean wasEverOurs(String room) {
        return world.memory.sessions.values().stream()
                .anyMatch(row -> row.session.room().equals(room));
    }

    private void conversations() {
        for (var talk : world.company.talks.values())
            if (talk.name.startsWith("understudy-"))
                check(!talk.active || isHad(talk), talk.name + " goes on for nobody");
            else check(talk.active, "a conversation of somebody else was ended");
    }

    /** By its id, or, when a crash took the answer with it, by its name. */
    private boolean isHad(Company.Talk talk) {
        return world.memory.sessions.values().stream()
                .map(row -> row.session)
                .filter(s -> s.state().hasConversation())
                .filter(s -> talk.name.endsWith("-" + s.id() + "-" + s.face().tries()))
                .map(s -> String.valueOf(s.face().conversationId()))
                .anyMatch(id -> id.equals("null") || id.equals(talk.id));
    }

    private void chores() {
        for (var errand : world.memory.chores.values())
            check(errand.dueAt > world.agenda.millis(), "not done: " + errand.chore);
    }

    private void check(boolean truth, String lie) {
        if (!truth) lies.add(lie);
    }

    private static List<String> names(List<Person> people) {
        return people.stream().map(person -> person.identity).toList();
    }
}
