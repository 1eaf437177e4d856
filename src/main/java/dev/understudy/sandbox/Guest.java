package dev.understudy.sandbox;

import java.util.List;
import java.util.Map;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.ParticipantPermission;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at the door of a room.
 *
 * @param info identity, name, metadata, kind, permission and attributes that they bring
 * @param brings what they publish once they are in, in this order
 * @param script what an agent does; null for everybody else
 */
record Guest(
        ParticipantInfo info, List<Media> brings, @Nullable AgentScript script) {
    private static final ParticipantPermission USER = ParticipantPermission.newBuilder()
            .setCanSubscribe(true)
            .setCanPublish(true)
            .setCanPublishData(true)
            .build();
    private static final ParticipantPermission AGENT =
            USER.toBuilder().setCanUpdateMetadata(true).setAgent(true).build();

    /** A user with a microphone and the permissions of an ordinary token. */
    static Guest user(String identity, String name) {
        var info =
                ParticipantInfo.newBuilder().setIdentity(identity).setName(name).setPermission(USER);
        return new Guest(info.build(), List.of(Media.MICROPHONE), null);
    }

    /** A worker's agent; the server itself mints its token (facts: {@code lk.agent_name}, permission agent). */
    static Guest agent(AgentScript script, String agentName) {
        return agent(script, Map.of("lk.agent.name", agentName, "lk.agent_name", agentName));
    }

    /** The same of a server before 1.9.2, which gives it no attributes. */
    static Guest agentOfOldServer(AgentScript script) {
        return agent(script, Map.of());
    }

    private static Guest agent(AgentScript script, Map<String, String> attributes) {
        var info = ParticipantInfo.newBuilder()
                .setIdentity(script.identity())
                .setKind(ParticipantInfo.Kind.AGENT)
                .setPermission(AGENT)
                .putAllAttributes(attributes);
        return new Guest(info.build(), List.of(Media.AGENT_VOICE), script);
    }

    /** Whoever the token says, publishing this. */
    static Guest bearer(Grants grants, List<Media> brings) {
        var info = ParticipantInfo.newBuilder()
                .setIdentity(grants.identity())
                .setName(grants.name())
                .setMetadata(grants.metadata())
                .setKind(grants.kind())
                .setPermission(grants.permission())
                .putAllAttributes(grants.attributes());
        return new Guest(info.build(), brings, null);
    }
}
