package dev.understudy.history;

import dev.understudy.livekit.Participant;
import dev.understudy.livekit.Participant.Kind;
import java.util.HashMap;
import java.util.Map;

/** A user, an agent or an avatar, and the process behind it. */
final class Person {
    static final String OURS = "avatar-agent";
    final String identity;
    final Kind kind;
    final Map<String, String> attributes = new HashMap<>();
    long joinedAt;
    boolean video;
    boolean alive = true;
    boolean answers = true;
    boolean cameBack;
    /** What an agent was given when it was dispatched. */
    String metadata = "";

    Person(String identity, Kind kind, Map<String, String> attributes) {
        this.identity = identity;
        this.kind = kind;
        this.attributes.putAll(attributes);
    }

    static Person user(String name) {
        return new Person(name, Kind.USER, Map.of());
    }

    static Person agent(String identity, String agentName) {
        return new Person(identity, Kind.AGENT, Map.of("lk.agent_name", agentName));
    }

    static Person avatar(String identity, String behalf) {
        return new Person(identity, Kind.AGENT, Map.of("lk.publish_on_behalf", behalf));
    }

    boolean isUser() {
        return kind == Kind.USER;
    }

    boolean isOurAgent() {
        return OURS.equals(attributes.get("lk.agent_name"));
    }

    boolean isAvatar() {
        return attributes.containsKey("lk.publish_on_behalf");
    }

    Participant seen() {
        return new Participant(identity, "PA_" + identity, kind, joinedAt, video, Map.copyOf(attributes));
    }
}
