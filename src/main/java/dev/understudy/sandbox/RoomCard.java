package dev.understudy.sandbox;

import java.util.Collection;
import java.util.List;
import livekit.LivekitModels.Codec;
import livekit.LivekitModels.Room;

/** A room as LiveKit shows it; guarded by the room's lock. */
final class RoomCard {
    /** The counts are made anew this seldom (ms): they lag behind, agents are not counted among the participants. */
    private static final long RECOUNT = 2000;

    private static final List<Codec> CODECS = List.of(
                    "audio/PCMU",
                    "audio/PCMA",
                    "audio/opus",
                    "audio/red",
                    "video/VP8",
                    "video/H264",
                    "video/VP9",
                    "video/AV1",
                    "video/H265",
                    "video/rtx")
            .stream()
            .map(mime -> Codec.newBuilder().setMime(mime).build())
            .toList();

    private final Room.Builder info;
    private final Later later;
    private long counted;

    RoomCard(String name, RoomShape shape, Later later) {
        this.later = later;
        long now = later.now();
        counted = now;
        info = Room.newBuilder()
                .setSid(Ids.next("RM_"))
                .setName(name)
                .setEmptyTimeout(shape.emptyTimeout())
                .setDepartureTimeout(shape.departureTimeout())
                .setMaxParticipants(shape.maxParticipants())
                .setCreationTime(now / 1000)
                .setCreationTimeMs(now)
                .setTurnPassword(Ids.next("") + Ids.next(""))
                .addAllEnabledCodecs(CODECS)
                .setMetadata(shape.metadata());
    }

    String name() {
        return info.getName();
    }

    /** ms since 1970. */
    long createdAt() {
        return info.getCreationTimeMs();
    }

    void describe(String metadata) {
        info.setMetadata(metadata);
    }

    Room info(Collection<Participant> people) {
        long now = later.now();
        if (now - counted >= RECOUNT) {
            counted = now;
            info.setNumParticipants(
                    (int) people.stream().filter(Participant::keepsRoomOpen).count());
            info.setNumPublishers((int) people.stream()
                    .filter(person -> person.info().getIsPublisher())
                    .count());
        }
        return info.build();
    }

    /** With nobody in it. */
    Room empty() {
        return info.setNumParticipants(0).setNumPublishers(0).build();
    }
}
