package dev.understudy.livekit;

import java.util.Map;
import java.util.Set;
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
 * @param openMicrophone whether a sound track is published that is not muted
 */
public record Participant(
        String identity,
        String sid,
        Kind kind,
        long joinedAt,
        boolean hasVideo,
        Map<String, String> attributes,
        boolean openMicrophone) {
    private static final String AGENT_NAME = "lk.agent_name";
    private static final String PUBLISH_ON_BEHALF = "lk.publish_on_behalf";
    private static final String SIP_RULE = "sip.ruleID";
    private static final String SIP_STATUS = "sip.callStatus";
    private static final Set<String> RINGING = Set.of("dialing", "ringing");

    /** Who counts as what. */
    public enum Kind {
        /** A person: by browser, by an app, by a bridge. */
        USER,
        /** A person on the telephone: there from the moment on in which it begins to ring. */
        PHONE,
        /** An agent or an avatar. */
        AGENT,
        /** A recorder or an ingest: nobody to talk to. */
        OTHER
    }

    /** Somebody whose microphone is open. */
    public Participant(
            String identity, String sid, Kind kind, long joinedAt, boolean hasVideo, Map<String, String> attributes) {
        this(identity, sid, kind, joinedAt, hasVideo, attributes, true);
    }

    static Participant of(ParticipantInfo info) {
        var joined = info.getJoinedAtMs() > 0 ? info.getJoinedAtMs() : info.getJoinedAt() * 1000;
        var video = info.getTracksList().stream().anyMatch(track -> track.getType() == TrackType.VIDEO);
        var sound = info.getTracksList().stream()
                .anyMatch(track -> track.getType() == TrackType.AUDIO && !track.getMuted());
        var attributes = Map.copyOf(info.getAttributesMap());
        return new Participant(info.getIdentity(), info.getSid(), kindOf(info), joined, video, attributes, sound);
    }

    /** The same, there since that time, UTC ms. */
    public Participant joinedAt(long time) {
        return new Participant(identity, sid, kind, time, hasVideo, attributes, openMicrophone);
    }

    /** A person who could talk with an agent. Avatars of some plugins come without a kind (livekit/agents-js#933). */
    public boolean isUser() {
        return (kind == Kind.USER || kind == Kind.PHONE) && behalf() == null && !isDialled();
    }

    /** A person who could see a face. */
    public boolean canSee() {
        return kind == Kind.USER && behalf() == null;
    }

    /**
     * A telephone that we have ring, and that nobody has answered yet. One that rings here is none: LiveKit's SIP answers it only
     * when an agent's sound is there (livekit/sip, inbound.go); it has the id of the rule that let it in.
     */
    public boolean isDialled() {
        return kind == Kind.PHONE
                && !attributes.containsKey(SIP_RULE)
                && RINGING.contains(attributes.getOrDefault(SIP_STATUS, ""));
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
            case SIP -> Kind.PHONE;
            default -> info.getPermission().getHidden() ? Kind.OTHER : Kind.USER;
        };
    }
}
