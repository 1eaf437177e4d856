package dev.understudy.sandbox;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import livekit.LivekitModels.DisconnectReason;

/** Avatars that join FakeLiveKit with the token that they were given, publish their video, then their audio. */
final class SimulatedAvatars implements FakeAvatars {
    private static final List<Media> BRINGS = List.of(Media.AVATAR_VIDEO, Media.AVATAR_AUDIO);
    private final FakeDoor door;
    private final FakeRooms rooms;
    private final Map<String, Grants> onStage = new ConcurrentHashMap<>();

    SimulatedAvatars(FakeDoor door, FakeRooms rooms) {
        this.door = door;
        this.rooms = rooms;
    }

    @Override
    public boolean enter(Conversation conversation) {
        try {
            var grants = door.check(conversation.livekitToken());
            onStage.put(conversation.id(), grants);
            door.joinWhenThere(grants.room(), grants.shape(), Guest.bearer(grants, BRINGS));
            return true;
        } catch (TwirpError e) {
            return false;
        }
    }

    @Override
    public void leave(Conversation conversation) {
        var grants = onStage.remove(conversation.id());
        if (grants != null) rooms.leave(grants.room(), grants.identity(), DisconnectReason.CLIENT_INITIATED);
    }
}
