package dev.understudy.livekit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An agent as it is asked for, with what servers of 2026 know beside the name and the metadata.
 *
 * @param agentName the worker's name
 * @param metadata what the job is given
 * @param attributes of the job
 * @param deployment of the worker; null for the one that LiveKit chooses
 */
public record DispatchOrder(
        String agentName,
        String metadata,
        Map<String, String> attributes,
        @Nullable String deployment) {

    /** Whether every server and the SDK know all of it. */
    public boolean isPlain() {
        return attributes.isEmpty() && deployment == null;
    }
}
