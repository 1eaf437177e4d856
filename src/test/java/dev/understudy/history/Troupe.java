package dev.understudy.history;

import dev.understudy.webhook.Parting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The model of the agents' worker: takes jobs or not, and lets agents come in time, late, never, or though nobody wants them. */
final class Troupe {
    private static final String ACK = "{\"mode\":\"video\",\"epoch\":%s,\"ok\":%s}";
    private final Agenda agenda;
    private final Luck luck;
    private final Stage stage;
    private final List<String> violations;
    private boolean up = true;
    private int jobs;
    private boolean oneName;
    private Coming coming = Coming.IN_TIME;
    private Answer answer = Answer.YES;

    /** How the next agents come. */
    enum Coming {
        IN_TIME,
        JOB_SHOWN_LATE,
        LATE,
        TOO_LATE,
        NEVER,
        EVEN_WHEN_DELETED
    }

    /** What agents say to a command. */
    enum Answer {
        YES,
        NO,
        NOTHING
    }

    Troupe(Agenda agenda, Luck luck, Stage stage, List<String> violations) {
        this.violations = violations;
        this.agenda = agenda;
        this.luck = luck;
        this.stage = stage;
    }

    void up(boolean isUp) {
        up = isUp;
    }

    void coming(Coming how) {
        coming = how;
    }

    /** Whether all agents get one identity from now on, as some workers give theirs. */
    void oneName(boolean is) {
        oneName = is;
    }

    void answer(Answer what) {
        answer = what;
    }

    /** Somebody asks for an agent. */
    Room.Job dispatch(String room, String agentName, String metadata) {
        var number = ++jobs;
        var job = new Room.Job("AD_" + number, agentName, metadata, oneName ? "the-agent" : "agent-AJ_" + number);
        blindly(room, metadata);
        stage.room(room).dispatches.add(job);
        if (up && agentName.equals(Person.OURS)) assign(room, job, coming);
        else agenda.tell("no worker takes " + job.id);
        return job;
    }

    /** A dispatch that carries what a listed one carries was made without looking. */
    private void blindly(String room, String metadata) {
        var listed = stage.room(room).dispatches.stream().anyMatch(job -> job.metadata.equals(metadata));
        if (listed && !metadata.isEmpty()) violations.add("dispatched twice: " + metadata);
    }

    private void assign(String room, Room.Job job, Coming how) {
        agenda.in(how == Coming.JOB_SHOWN_LATE ? 5_000 : 200, () -> job.listsAgent = true);
        var joins =
                switch (how) {
                    case LATE -> luck.between(4_000, 7_000);
                    case TOO_LATE -> luck.between(9_900, 13_000);
                    default -> luck.between(300, 500);
                };
        if (how != Coming.NEVER) agenda.in(joins, () -> arrive(room, job, how));
    }

    private void arrive(String room, Room.Job job, Coming how) {
        if (job.deleted && how != Coming.EVEN_WHEN_DELETED) return;
        var person = Person.agent(job.agent, job.agentName);
        person.metadata = job.metadata;
        job.person = person;
        stage.join(room, person);
    }

    /** Deletes a dispatch: its agent leaves, at once when its process lives. False: there is none. */
    boolean delete(String roomName, String id) {
        var room = stage.rooms.get(roomName);
        var job = room == null ? null : find(room, id);
        if (room == null || job == null) return false;
        job.deleted = true;
        room.dispatches.remove(job);
        var alive = stage.find(roomName, job.agent)
                .filter(p -> p == job.person)
                .map(p -> p.answers)
                .orElse(false);
        agenda.in(alive ? 20 : 3_000, () -> {
            if (stage.rooms.get(roomName) == room && job.person != null && room.people.get(job.agent) == job.person)
                goes(roomName, job.agent);
        });
        return true;
    }

    private void goes(String room, String identity) {
        stage.find(room, identity).ifPresent(person -> person.alive = false);
        stage.leave(room, identity);
    }

    private static Room.Job find(Room room, String id) {
        return room.dispatches.stream().filter(j -> j.id.equals(id)).findFirst().orElse(null);
    }

    /** The process is killed: LiveKit lists its agent for 20 s more. */
    void dies(String room, Person agent) {
        agenda.tell(agent.identity + " is killed");
        agent.alive = false;
        agent.answers = false;
        agenda.in(20_000, () -> leaveIfSame(room, agent));
    }

    /** The process stands still for a while; whoever was put out meanwhile does not come back. */
    void freezes(String room, Person agent, long ms) {
        agenda.tell(agent.identity + " freezes");
        agent.answers = false;
        agenda.in(ms, () -> agent.answers = agent.alive);
        agenda.in(20_000, () -> {
            if (!agent.answers) leaveIfSame(room, agent);
        });
    }

    /** It says what it leaves for, and leaves. */
    void parts(String room, Person agent, String what) {
        if (!agent.answers || agent.attributes.containsKey(Parting.ATTRIBUTE)) return;
        agenda.tell(agent.identity + " says goodbye: " + what);
        agent.attributes.put(Parting.ATTRIBUTE, "{\"for\":\"" + what + "\"}");
        agenda.in(20, () -> {
            if (stage.find(room, agent.identity).filter(p -> p == agent).isPresent()) goes(room, agent.identity);
        });
    }

    private void leaveIfSame(String room, Person agent) {
        if (stage.find(room, agent.identity).filter(p -> p == agent).isPresent()) stage.leave(room, agent.identity);
    }

    /** Attributes arrive; an agent that is told something answers by an attribute of its own. */
    boolean told(String room, String identity, Map<String, String> attributes) {
        var found = stage.find(room, identity);
        found.ifPresent(person -> hear(person, new HashMap<>(attributes)));
        return found.isPresent();
    }

    private void hear(Person agent, Map<String, String> attributes) {
        agent.attributes.putAll(attributes);
        var epoch = attributes.get("understudy.epoch");
        if (epoch == null || answer == Answer.NOTHING) return;
        var said = ACK.formatted(epoch, answer == Answer.YES);
        agenda.in(luck.between(100, 9_000), () -> {
            if (agent.answers) agent.attributes.put("understudy.ack", said);
        });
    }
}
