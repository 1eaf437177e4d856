package dev.understudy.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an agent says before it leaves for good: its attribute {@code understudy.leave} = {@code {"for":"good|handover","why":"…"}},
 * in the room and in the webhook of its leaving.
 */
public final class Parting {
    /** The attribute. */
    public static final String ATTRIBUTE = "understudy.leave";

    /** It is done. */
    public static final String GOOD = "good";
    /** Somebody else goes on. */
    public static final String HANDOVER = "handover";
    /** Who went by itself, without a word. */
    public static final String CLIENT = "client";
    /** Who was put out, or lost. */
    public static final String OTHER = "other";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> WORDS = Set.of(GOOD, HANDOVER);

    private Parting() {}

    /** {@code good} or {@code handover}; empty for an attribute that is not there, or says anything else. */
    public static String of(@Nullable String attribute) {
        if (attribute == null) return "";
        try {
            var word = JSON.readTree(attribute).path("for").asText();
            return WORDS.contains(word) ? word : "";
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
