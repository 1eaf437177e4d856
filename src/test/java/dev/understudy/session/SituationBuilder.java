package dev.understudy.session;

import static dev.understudy.session.Times.AGENT;
import static dev.understudy.session.Times.NOW;

import dev.understudy.livekit.Dispatch;
import dev.understudy.livekit.Participant;
import dev.understudy.livekit.Participant.Kind;
import dev.understudy.livekit.RoomView;
import dev.understudy.session.Situation.Signs;
import dev.understudy.session.Situation.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a step sees: {@code aRoom().withUser().withAgent("agent-AJ_1").seen()}. */
final class SituationBuilder {
    private final List<Participant> people = new ArrayList<>();
    private final List<Dispatch> dispatches = new ArrayList<>();
    private Signs signs = Signs.NONE;
    private Stage stage = new Stage(true, null, false);
    private boolean listed;

    private SituationBuilder() {}

    /** Nobody in it, nothing told, Tavus good. */
    static SituationBuilder aRoom() {
        return new SituationBuilder();
    }

    SituationBuilder withUser() {
        return with("user", Kind.USER, false, Map.of());
    }

    SituationBuilder withAgent(String identity) {
        return with(identity, Kind.AGENT, false, Map.of("lk.agent_name", AGENT));
    }

    SituationBuilder withPhone(Map<String, String> attributes) {
        return with("phone", Kind.PHONE, false, attributes);
    }

    /** Our agent, with that in its attributes. */
    SituationBuilder withAgentSaying(String attribute, String value) {
        return with(SessionBuilder.OUR_AGENT, Kind.AGENT, false, Map.of("lk.agent_name", AGENT, attribute, value));
    }

    /** How our agent left, by the webhook of it. */
    SituationBuilder parted(String how) {
        return told(new Signs("", false, false, Set.of(), "", Set.of(), how));
    }

    /** Everybody's microphone is muted. */
    SituationBuilder muted() {
        people.replaceAll(person -> new Participant(
                person.identity(),
                person.sid(),
                person.kind(),
                person.joinedAt(),
                person.hasVideo(),
                person.attributes(),
                false));
        return this;
    }

    /** An agent in a LiveKit that tells no names of workers. */
    SituationBuilder withUnnamedAgent(String identity) {
        return with(identity, Kind.AGENT, false, Map.of());
    }

    /** An agent of another name: none of our business. */
    SituationBuilder withForeignAgent() {
        return with("agent-foreign", Kind.AGENT, false, Map.of("lk.agent_name", "somebody-else"));
    }

    SituationBuilder withAvatar(String identity, boolean video) {
        return withAvatarOf(SessionBuilder.OUR_AGENT, identity, video);
    }

    SituationBuilder withAvatarOf(String agent, String identity, boolean video) {
        return with(identity, Kind.AGENT, video, Map.of("lk.publish_on_behalf", agent));
    }

    /** An avatar whose token says nothing of a kind: the one of agents-js's plugin for bey until the end of 2025. */
    SituationBuilder withAvatarOfNoKind(String identity) {
        return with(identity, Kind.USER, true, Map.of("lk.publish_on_behalf", SessionBuilder.OUR_AGENT));
    }

    /** LiveKit was asked for the dispatches, and lists this one with the agents of its jobs. */
    SituationBuilder listing(String id, String... agents) {
        listed = true;
        dispatches.add(new Dispatch(id, AGENT, "", List.of(agents)));
        return this;
    }

    /** The same with a dispatch that carries that session and attempt. */
    SituationBuilder listingMarked(String id, String session, int attempt, String... agents) {
        listed = true;
        var mark = "{\"understudy\":1,\"session\":\"" + session + "\",\"attempt\":" + attempt + "}";
        dispatches.add(new Dispatch(id, AGENT, mark, List.of(agents)));
        return this;
    }

    /** LiveKit was asked for the dispatches and lists none. */
    SituationBuilder listingNothing() {
        listed = true;
        return this;
    }

    SituationBuilder told(Signs what) {
        signs = what;
        return this;
    }

    SituationBuilder sid(String sid) {
        return told(new Signs(sid, false, false, Set.of(), "", Set.of(), ""));
    }

    SituationBuilder sidSince(String sid, long since) {
        return told(new Signs(sid, since, false, false, Set.of(), "", Set.of(), ""));
    }

    SituationBuilder roomGone() {
        return told(new Signs("", true, false, Set.of(), "", Set.of(), ""));
    }

    SituationBuilder endAsked() {
        return told(new Signs("", false, true, Set.of(), "", Set.of(), ""));
    }

    SituationBuilder silent(String agent) {
        return told(new Signs("", false, false, Set.of(agent), "", Set.of(), ""));
    }

    /** The agent in the room says so in its own attribute. */
    SituationBuilder ack(long epoch, boolean ok) {
        people.replaceAll(
                person -> person.identity().equals(SessionBuilder.OUR_AGENT) ? saying(person, epoch, ok) : person);
        return this;
    }

    private static Participant saying(Participant agent, long epoch, boolean ok) {
        var attributes = new HashMap<>(agent.attributes());
        attributes.put("understudy.ack", "{\"mode\":\"video\",\"epoch\":\"" + epoch + "\",\"ok\":" + ok + "}");
        return new Participant(
                agent.identity(), agent.sid(), agent.kind(), agent.joinedAt(), agent.hasVideo(), attributes);
    }

    SituationBuilder answering(String agent) {
        return told(new Signs("", false, false, Set.of(), "", Set.of(agent), ""));
    }

    SituationBuilder over(String conversation) {
        return told(new Signs("", false, false, Set.of(), conversation, Set.of(), ""));
    }

    SituationBuilder facesOff() {
        stage = new Stage(false, stage.breaker(), stage.shaky());
        return this;
    }

    SituationBuilder breakerOpen(Reason why) {
        stage = new Stage(stage.facesOn(), why, stage.shaky());
        return this;
    }

    SituationBuilder livekitShaky() {
        stage = new Stage(stage.facesOn(), stage.breaker(), true);
        return this;
    }

    Situation seen() {
        return seenAt(NOW);
    }

    Situation seenAt(long now) {
        @Nullable List<Dispatch> list = listed ? List.copyOf(dispatches) : null;
        return new Situation(now, new RoomView(List.copyOf(people)), signs, list, stage);
    }

    private SituationBuilder with(String who, Kind kind, boolean video, Map<String, String> attributes) {
        people.add(new Participant(who, "PA_" + who, kind, NOW - 1_000 + people.size(), video, attributes));
        return this;
    }
}
