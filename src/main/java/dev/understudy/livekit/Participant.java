package dev.understudy.livekit;

import java.util.Map;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.TrackType;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in a room, as ListParticipants shows them.
 *
 * @param identity unique in the room
 * @param sid one connection of that identity
 * @param kind what the grants made of them; the avatar is an AGENT too, mostly
 * @param joinedAt UTC milliseconds
 * @param hasVideo whether a video track is published
 * @param attributes as set by the worker, by LiveKit and by us
 */
public record Participant(
        String identity, String sid, Kind kind, long joinedAt, boolean hasVideo, Map<String, String> attributes) {
    private static final String AGENT_NAME = "lk.agent_name";
    private static final String PUBLISH_ON_BEHALF = "lk.publish_on_behalf";

    /** Who counts as what. */
    public enum Kind {
        /** A person: by browser, by telephone, by a bridge. */
        USER,
        /** An agent or an avatar. */
        AGENT,
        /** A recorder or an ingest: nobody to talk to. */
        OTHER
    }

    static Participant of(ParticipantInfo info) {
        var joined = info.getJoinedAtMs() > 0 ? info.getJoinedAtMs() : info.getJoinedAt() * 1000;
        var video = info.getTracksList().stream().anyMatch(track -> track.getType() == TrackType.VIDEO);
        return new Participant(
                info.getIdentity(), info.getSid(), kindOf(info), joined, video, Map.copyOf(info.getAttributesMap()));
    }

    /** A person who could talk with an agent. Avatars of some plugins come without a kind (livekit/agents-js#933). */
    public boolean isUser() {
        return kind == Kind.USER && behalf() == null;
    }

    /** An agent of that name, not an avatar: an avatar is the one that publishes on another's behalf. */
    public boolean isAgent(String name) {
        return kind == Kind.AGENT && behalf() == null && name.equals(attributes.get(AGENT_NAME));
    }

    /** An agent whose worker's name is not told: LiveKit before 1.9.2 tells none (livekit#3904), there its job has to decide. */
    public boolean isUnnamedAgent() {
        return kind == Kind.AGENT && behalf() == null && !attributes.containsKey(AGENT_NAME);
    }

    /** The identity of the agent that this avatar speaks for; null when it is no avatar. */
    public @Nullable String behalf() {
        return attributes.get(PUBLISH_ON_BEHALF);
    }

    private static Kind kindOf(ParticipantInfo info) {
        return switch (info.getKind()) {
            case AGENT -> Kind.AGENT;
            case EGRESS, INGRESS -> Kind.OTHER;
            default -> info.getPermission().getHidden() ? Kind.OTHER : Kind.USER;
        };
    }
}
