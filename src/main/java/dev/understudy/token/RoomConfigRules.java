package dev.understudy.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.understudy.web.Fields;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a token request may say about the room: nothing, or that it wants one of our agents, and what that one is to be given. The wish
 * is granted by our own dispatch, so nothing of {@code room_config} goes into the token: with both there would be two agents (measured
 * on 1.13.5).
 */
@Component
public class RoomConfigRules {
    private static final Set<String> NAMES = Set.of("agent_name", "agentName");
    private static final Set<String> POLICIES = Set.of("restart_policy", "restartPolicy");
    private static final Set<String> GIVEN = Set.of("metadata", "deployment", "attributes");
    private final AgentWishes wishes;

    /** Reads what an agent is to be given. */
    public RoomConfigRules(AgentWishes wishes) {
        this.wishes = wishes;
    }

    /** What is wanted of the agent in this room; nothing, where nothing is said of one. */
    AgentWish check(String room, @Nullable Fields config) {
        if (config == null) return AgentWish.NONE;
        var wish = AgentWish.NONE;
        for (var name : config.names()) {
            if (name.equals("agents")) wish = agents(room, config, config.raw(name));
            else if (!saysNothing(config.raw(name)))
                throw config.refuse(
                        name, "room-config-refused", "Rooms are configured by the operator, not by tokens.");
        }
        return wish;
    }

    private AgentWish agents(String room, Fields config, @Nullable JsonNode agents) {
        if (saysNothing(agents)) return AgentWish.NONE;
        if (!(agents instanceof ArrayNode list)) throw config.refuse("agents", "wrong-type", "It must be an array.");
        var wish = AgentWish.NONE;
        for (int i = 0; i < list.size(); i++) wish = agent(room, config.item("agents", i));
        if (list.size() > 1) throw config.refuse("agents", "too-many", "A room has one agent.");
        return wish;
    }

    private AgentWish agent(String room, Fields agent) {
        for (var name : agent.names()) {
            if (POLICIES.contains(name)) restart(agent, name);
            else if (!NAMES.contains(name) && !GIVEN.contains(name))
                throw agent.refuse(name, "unknown-field", "It is not known here.");
        }
        var spelling = agent.has("agentName") ? "agentName" : "agent_name";
        if (agent.has("agentName") && agent.has("agent_name"))
            throw agent.refuse("agent_name", "field-twice", "It is there in two spellings.");
        var wish = wishes.read(agent, spelling);
        wishes.check(room, wish, agent, spelling);
        return wish;
    }

    /** Ours restarts agents itself, so any policy but the default would be lost. */
    private static void restart(Fields agent, String name) {
        var policy = agent.raw(name);
        if (!saysNothing(policy) && !"JRP_ON_FAILURE".equals(policy == null ? "" : policy.asText()))
            throw agent.refuse(name, "room-config-refused", "Understudy restarts agents by its own rules.");
    }

    /** True for null, 0, false, "", [] and {}: JSON senders write defaults like that, and they ask for nothing. */
    private static boolean saysNothing(@Nullable JsonNode value) {
        if (value == null || value.isNull()) return true;
        if (value.isContainerNode()) return value.isEmpty();
        if (value.isNumber()) return value.decimalValue().signum() == 0;
        return value.isTextual() ? value.textValue().isEmpty() : !value.booleanValue();
    }
}
