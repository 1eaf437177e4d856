package dev.understudy.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The model of Tavus: conversations that go on until they are ended, and avatars that come with them. */
final class Company {
    static final ObjectMapper JSON = new ObjectMapper();
    final Map<String, Talk> talks = new LinkedHashMap<>();
    private final Agenda agenda;
    private final Luck luck;
    private final Stage stage;
    private final List<String> violations;
    private Mood mood = Mood.GOOD;
    private boolean wasSlow;

    /** What Tavus says to the next requests. */
    enum Mood {
        GOOD,
        REJECTS_KEY,
        OUT_OF_CREDITS,
        FULL,
        UNKNOWN_FACE,
        BUSY,
        SLOW,
        NO_SHOW,
        NO_VIDEO
    }

    /** A conversation. */
    static final class Talk {
        final String id;
        final String name;
        final String room;
        final Person avatar;
        boolean active = true;

        Talk(String id, String name, String room, Person avatar) {
            this.id = id;
            this.name = name;
            this.room = room;
            this.avatar = avatar;
        }

        ObjectNode json() {
            return JSON.createObjectNode()
                    .put("conversation_id", id)
                    .put("conversation_name", name)
                    .put("status", active ? "active" : "ended");
        }
    }

    Company(Agenda agenda, Luck luck, Stage stage, List<String> violations) {
        this.violations = violations;
        this.agenda = agenda;
        this.luck = luck;
        this.stage = stage;
    }

    Mood mood() {
        return mood;
    }

    void mood(Mood now) {
        wasSlow |= now == Mood.SLOW;
        mood = now;
    }

    /** Makes a conversation, whose avatar comes after a while. */
    Talk make(String name, String room, Person avatar) {
        blindly(name);
        var talk = new Talk("c" + (talks.size() + 1), name, room, avatar);
        talks.put(talk.id, talk);
        agenda.tell("Tavus makes " + talk.id + " = " + name);
        if (mood != Mood.NO_SHOW && !room.isEmpty()) agenda.in(luck.between(500, 3_000), () -> enters(talk));
        return talk;
    }

    /**
     * A conversation of a name that is there already was asked for without looking. One that Tavus makes long after the
     * question cannot be seen by whoever looks in between: that one reconcile ends.
     */
    private void blindly(String name) {
        var again = talks.values().stream().anyMatch(talk -> talk.active && talk.name.equals(name));
        if (again && !wasSlow && name.startsWith("understudy-")) violations.add("asked for twice: " + name);
    }

    private void enters(Talk talk) {
        if (!talk.active) return;
        stage.join(talk.room, talk.avatar);
        var video = mood != Mood.NO_VIDEO;
        agenda.in(luck.between(100, 900), () -> stage.publish(talk.room, talk.avatar, video));
    }

    /** Ends one; ending it twice does no harm. */
    void end(String id) {
        var talk = talks.get(id);
        if (talk == null || !talk.active) return;
        agenda.tell("Tavus ends " + id);
        talk.active = false;
        agenda.in(luck.between(50, 500), () -> {
            talk.avatar.alive = false;
            stage.leave(talk.room, talk.avatar.identity);
        });
    }

    JsonNode listActive() {
        var page = JSON.createObjectNode();
        var data = page.putArray("data");
        talks.values().stream().filter(talk -> talk.active).forEach(talk -> data.add(talk.json()));
        return page;
    }
}
