package dev.understudy.sandbox;

import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.TrackInfo;
import livekit.LivekitWebhook.WebhookEvent;

/** A room's webhooks, their bodies as recorded: whole rooms and participants, but stubs of both in track events. */
final class RoomEvents {
    private RoomEvents() {}

    static WebhookEvent.Builder room(String event, livekit.LivekitModels.Room room) {
        return WebhookEvent.newBuilder().setEvent(event).setRoom(room);
    }

    static WebhookEvent.Builder person(String event, livekit.LivekitModels.Room room, Participant person) {
        return room(event, room).setParticipant(person.info());
    }

    static WebhookEvent.Builder track(
            String event, livekit.LivekitModels.Room room, Participant person, TrackInfo track) {
        var place =
                livekit.LivekitModels.Room.newBuilder().setSid(room.getSid()).setName(room.getName());
        var who = ParticipantInfo.newBuilder().setSid(person.sid()).setIdentity(person.identity());
        return WebhookEvent.newBuilder()
                .setEvent(event)
                .setRoom(place)
                .setParticipant(who)
                .setTrack(track);
    }
}
