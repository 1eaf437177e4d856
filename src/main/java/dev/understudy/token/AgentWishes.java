package dev.understudy.token;

import dev.understudy.common.Problem;
import dev.understudy.token.OurAgents.Objection;
import dev.understudy.web.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads what a caller wants of the room's agent, from a dispatch call and from a token request alike; whatever cannot be handed on is
 * refused by its field, so that nothing that is accepted is lost.
 */
@Component
public class AgentWishes {
    /** The field that names the agent of a dispatch call. */
    public static final String AGENT_NAME = "agentName";

    private static final String DEPLOYMENT = "deployment";
    private static final int LONGEST = 256;
    private static final int LONGEST_DEPLOYMENT = 64;
    private static final int DELETE = 0x7f;
    private final OurAgents ours;
    private final ParticipantRules rules;

    /** Asks what is ours, and reads attributes as those of participants are read. */
    public AgentWishes(OurAgents ours, ParticipantRules rules) {
        this.ours = ours;
        this.rules = rules;
    }

    /** The wish in these fields; which of them names the agent depends on who asks. */
    public AgentWish read(Fields fields, String agentName) {
        return new AgentWish(
                fields.text(agentName, LONGEST),
                fields.text("avatar", LONGEST),
                rules.metadata(fields, "metadata"),
                Map.copyOf(rules.attributes(fields, "attributes")),
                deployment(fields));
    }

    /** As livekit-server takes it (livekit/protocol, agent/environment.go): it refuses any other, and the room would never get its agent. */
    private static @Nullable String deployment(Fields fields) {
        var name = fields.sized(DEPLOYMENT, LONGEST_DEPLOYMENT);
        if (name != null && name.chars().anyMatch(letter -> letter <= ' ' || letter == '_' || letter == DELETE))
            throw fields.refuse(DEPLOYMENT, "bad-characters", "It may hold neither blanks nor _.");
        return name;
    }

    /** Passes a wish that the room's agent can be given; 422 or 409 by its field. */
    public void check(String room, AgentWish wish, Fields fields, String agentName) {
        var objection = ours.objection(room, wish);
        if (objection != null) refuse(objection, fields, agentName);
    }

    /** Whether nothing speaks against a wish. */
    public boolean isOffered(String room, AgentWish wish) {
        return ours.objection(room, wish) == null;
    }

    private static void refuse(Objection objection, Fields fields, String agentName) {
        switch (objection) {
            case NO_RULE ->
                throw fields.refuse(agentName, "no-rule", "understudy.session.rules names no agent for this room.");
            case AGENT ->
                throw fields.refuse(
                        agentName, "agent-foreign", "Only an agent that the room's rule lists may be asked for.");
            case AVATAR ->
                throw fields.refuse("avatar", "avatar-not-offered", "The room's rule does not list it under avatars.");
            case RESERVED ->
                throw fields.refuse("metadata", "metadata-reserved", "Its key understudy is Understudy's own.");
            case TOO_LONG ->
                throw fields.refuse(
                        "metadata", "too-long", "With what Understudy adds it is longer than LiveKit takes.");
            case LATE -> throw late();
        }
    }

    /** What an agent was given before it started cannot be changed. */
    public static RuntimeException late() {
        return Problem.of(
                        409,
                        "agent-data-late",
                        "The room has its agent",
                        "It was asked for with other data, or is another one; ask again when its session is over.")
                .refused();
    }
}
