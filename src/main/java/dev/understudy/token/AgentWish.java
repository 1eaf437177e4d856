package dev.understudy.token;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants of the room's agent: which one, which face, and what it is to be given.
 *
 * @param agentName the worker's name; null for the rule's own
 * @param avatar who brings the face, as rules say it; null for the rule's own way
 * @param metadata any text; null for none
 * @param attributes of the job
 * @param deployment of the worker; null for the one that LiveKit chooses
 */
public record AgentWish(
        @Nullable String agentName,
        @Nullable String avatar,
        @Nullable String metadata,
        Map<String, String> attributes,
        @Nullable String deployment) {
    /** Nothing beyond what the room's rule says. */
    public static final AgentWish NONE = new AgentWish(null, null, null, Map.of(), null);

    /** Whether there is nothing to remember. */
    @JsonIgnore
    public boolean isNone() {
        return equals(NONE);
    }

    /** What the agent is given, without a choice of agent or face: the rule offers it no longer. */
    public AgentWish ofTheRule() {
        return new AgentWish(null, null, metadata, attributes, deployment);
    }

    @Override
    public String toString() {
        return "AgentWish[" + agentName + ", " + avatar + "]"; // what the agent is given is nobody else's
    }
}
