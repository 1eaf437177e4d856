package dev.understudy.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.token.AgentWish;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller gives the agent of a room: kept with the session, and handed on with every dispatch.
 *
 * @param metadata any text; null for none
 * @param attributes of the job, and copied into its metadata for workers of older servers
 * @param deployment of the worker; null for the one that LiveKit chooses
 */
public record AgentData(
        @Nullable String metadata,
        Map<String, String> attributes,
        @Nullable String deployment) {
    /** Nothing. */
    public static final AgentData NONE = new AgentData(null, Map.of(), null);

    static final String OURS = "understudy";
    /** What ours may take beside the caller's: ids and names of known length. */
    private static final int OURS_BYTES = 1024;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    static AgentData of(AgentWish wish) {
        return new AgentData(wish.metadata(), wish.attributes(), wish.deployment());
    }

    /** Copies; rows of before have no attributes. */
    public AgentData {
        attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
    }

    /**
     * The job's metadata: ours alone as it always was; beside a caller's JSON object under {@code understudy}, which leaves the rest as
     * it was sent; and beside any other text {@code {"understudy":{…},"metadata":"…"}}.
     */
    String beside(ObjectNode ours) {
        if (metadata == null && attributes.isEmpty()) return ours.toString();
        if (!attributes.isEmpty()) ours.set("attributes", JSON.valueToTree(attributes));
        if (metadata == null) return JSON.createObjectNode().set(OURS, ours).toString();
        var object = object(metadata);
        if (object == null) {
            var both = JSON.createObjectNode().put("metadata", metadata);
            return JSON.createObjectNode()
                    .<ObjectNode>set(OURS, ours)
                    .setAll(both)
                    .toString();
        }
        var rest = metadata.strip().substring(1);
        return "{\"" + OURS + "\":" + ours + (object.isEmpty() ? "" : ",") + rest;
    }

    /** Whether the caller's own metadata has the key that is ours. */
    boolean takesOurKey() {
        var object = metadata == null ? null : object(metadata);
        return object != null && object.has(OURS);
    }

    /** How long the metadata is at most with ours in it, in bytes. */
    long size() {
        return OURS_BYTES + (long) beside(JSON.createObjectNode()).getBytes(StandardCharsets.UTF_8).length;
    }

    private static @Nullable ObjectNode object(String text) {
        try {
            return JSON.readTree(text) instanceof ObjectNode object ? object : null;
        } catch (JsonProcessingException | NumberFormatException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return "AgentData[" + (equals(NONE) ? "none" : "given") + "]"; // it is the caller's, and no log's
    }
}
