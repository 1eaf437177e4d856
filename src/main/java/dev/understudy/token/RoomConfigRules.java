package dev.understudy.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.web.Fields;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a token request may say about the room: nothing, or that it wants one of our agents. That wish is granted by our own
 * dispatch, so nothing of {@code room_config} goes into the token: with both there would be two agents (measured on 1.13.5).
 */
@Component
public class RoomConfigRules {
    private static final Set<String> OF_AGENTS = Set.of(
            "agent_name", "agentName", "metadata", "deployment", "restart_policy", "restartPolicy", "attributes");
    private static final int LONGEST = 256;
    private final OurAgents ours;

    /** Knows our agents. */
    public RoomConfigRules(OurAgents ours) {
        this.ours = ours;
    }

    void check(@Nullable Fields config) {
        if (config == null) return;
        for (var name : config.names()) {
            if (name.equals("agents")) agents(config, config.raw(name));
            else if (!saysNothing(config.raw(name)))
                throw config.refuse(
                        name, "room-config-refused", "Rooms are configured by the operator, not by tokens.");
        }
    }

    private void agents(Fields config, @Nullable JsonNode agents) {
        if (saysNothing(agents)) return;
        if (!(agents instanceof ArrayNode list)) throw config.refuse("agents", "wrong-type", "It must be an array.");
        for (int i = 0; i < list.size(); i++) agent(config, "agents[" + i + "]", list.get(i));
        if (list.size() > 1) throw config.refuse("agents", "too-many", "A room has one agent.");
    }

    private void agent(Fields config, String place, JsonNode agent) {
        if (!(agent instanceof ObjectNode object)) throw config.refuse(place, "wrong-type", "It must be an object.");
        var fields = Fields.of(object);
        for (var name : fields.names())
            if (!OF_AGENTS.contains(name))
                throw config.refuse(place + "." + name, "unknown-field", "It is not known here.");
        if (!ours.include(name(config, place, object)))
            throw config.refuse(
                    place + ".agent_name", "agent-foreign", "Only Understudy's own agent may be asked for.");
    }

    private static String name(Fields config, String place, ObjectNode agent) {
        for (var spelling : List.of("agent_name", "agentName")) {
            var name = agent.get(spelling);
            if (name == null || name.isNull()) continue;
            if (name.isTextual() && name.textValue().length() <= LONGEST) return name.textValue();
            throw config.refuse(place + "." + spelling, "wrong-type", "It must be a string, and a short one.");
        }
        return "";
    }

    /** True for null, 0, false, "", [] and {}: JSON senders write defaults like that, and they ask for nothing. */
    private static boolean saysNothing(@Nullable JsonNode value) {
        if (value == null || value.isNull()) return true;
        if (value.isContainerNode()) return value.isEmpty();
        if (value.isNumber()) return value.decimalValue().signum() == 0;
        return value.isTextual() ? value.textValue().isEmpty() : !value.booleanValue();
    }
}
