package dev.understudy.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.TrackInfo;
import livekit.LivekitModels.TrackType;
import org.jspecify.annotations.Nullable;

/** Somebody in a room; guarded by the lock of that room. */
final class Participant {
    private static final int CLIENT_PROTOCOL = 2;
    private final Guest guest;
    private final ParticipantInfo.Builder info;

    Participant(Guest guest, long now) {
        this.guest = guest;
        info = guest.info().toBuilder()
                .setSid(Ids.next("PA_"))
                .setState(ParticipantInfo.State.JOINED)
                .setJoinedAt(now / 1000)
                .setJoinedAtMs(now)
                .setClientProtocol(CLIENT_PROTOCOL)
                .setVersion(1);
    }

    String identity() {
        return info.getIdentity();
    }

    String sid() {
        return info.getSid();
    }

    @Nullable
    AgentScript script() {
        return guest.script();
    }

    List<Media> brings() {
        return guest.brings();
    }

    /** As calls and webhooks show them. */
    ParticipantInfo info() {
        return info.build();
    }

    /** As they would come back after the server's crash: attributes kept, tracks published anew. */
    Guest again() {
        var self = guest.info().toBuilder()
                .clearAttributes()
                .putAllAttributes(info.getAttributesMap())
                .setMetadata(info.getMetadata());
        return new Guest(self.build(), guest.brings(), guest.script());
    }

    boolean active() {
        return info.getState() == ParticipantInfo.State.ACTIVE;
    }

    void activate() {
        info.setState(ParticipantInfo.State.ACTIVE).setVersion(info.getVersion() + 1);
    }

    TrackInfo publish(Media media) {
        var track = media.track(info.getTracksCount());
        info.addTracks(track).setIsPublisher(true).setVersion(info.getVersion() + 1);
        return track;
    }

    /** Mutes a track or opens it again, and gives it; empty when there is none of that sid. No webhook tells of it. */
    Optional<TrackInfo> mute(String sid, boolean muted) {
        for (int i = 0; i < info.getTracksCount(); i++)
            if (info.getTracks(i).getSid().equals(sid)) {
                info.getTracksBuilder(i).setMuted(muted);
                info.setVersion(info.getVersion() + 1);
                return Optional.of(info.getTracks(i));
            }
        return Optional.empty();
    }

    /** All tracks, audio before video as real clients take them down; there is none left afterwards. */
    List<TrackInfo> takeTracks() {
        var tracks = info.getTracksList().stream()
                .sorted((a, b) -> a.getType().compareTo(b.getType()))
                .toList();
        info.clearTracks();
        return tracks;
    }

    void leave(DisconnectReason reason) {
        info.setState(ParticipantInfo.State.DISCONNECTED)
                .setDisconnectReason(reason)
                .setVersion(info.getVersion() + 1);
    }

    /** Merges; an empty value deletes. */
    void merge(Map<String, String> attributes) {
        attributes.forEach((key, value) -> {
            if (value.isEmpty()) info.removeAttributes(key);
            else info.putAttributes(key, value);
        });
        info.setVersion(info.getVersion() + 1);
    }

    /** The builder itself, for UpdateParticipant's other fields. */
    ParticipantInfo.Builder edit() {
        return info;
    }

    boolean showsVideo() {
        return info.getTracksList().stream().anyMatch(track -> track.getType() == TrackType.VIDEO);
    }

    /** Whether somebody hears them. */
    boolean openMicrophone() {
        return info.getTracksList().stream().anyMatch(track -> track.getType() == TrackType.AUDIO && !track.getMuted());
    }

    /** Agents and avatars do not keep a room open. */
    boolean keepsRoomOpen() {
        return info.getKind() != ParticipantInfo.Kind.AGENT
                && !info.getPermission().getAgent();
    }

    /** The agent's script, when this is one that was heard of as ACTIVE. */
    Optional<AgentScript> actor() {
        return active() ? Optional.ofNullable(guest.script()) : Optional.empty();
    }
}
