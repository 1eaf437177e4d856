package dev.understudy.livekit;

import dev.understudy.livekit.LiveKitKeys.LiveKitKey;
import io.livekit.server.AgentDispatchServiceClient;
import io.livekit.server.RoomServiceClient;

/** The SDK's clients, which hold the key that they sign with: made anew when another key is the current one. */
final class SignedClients {
    private final LiveKitSettings settings;
    private final LiveKitKeys keys;
    private final LiveKitConnection connection;
    private volatile Signed signed;

    SignedClients(LiveKitSettings settings, LiveKitKeys keys, LiveKitConnection connection) {
        this.settings = settings;
        this.keys = keys;
        this.connection = connection;
        signed = signedBy(keys.current());
    }

    private record Signed(LiveKitKey key, RoomServiceClient rooms, AgentDispatchServiceClient dispatches) {}

    RoomServiceClient rooms() {
        return now().rooms();
    }

    AgentDispatchServiceClient dispatches() {
        return now().dispatches();
    }

    private Signed now() {
        var key = keys.current();
        var last = signed;
        if (last.key().equals(key)) return last;
        var anew = signedBy(key);
        signed = anew;
        return anew;
    }

    private Signed signedBy(LiveKitKey key) {
        var url = settings.apiUrl();
        var secret = key.secret().reveal();
        return new Signed(
                key,
                RoomServiceClient.createClient(url, key.name(), secret, connection::client),
                AgentDispatchServiceClient.createClient(url, key.name(), secret, connection::client));
    }
}
