package dev.understudy.livekit;

import dev.understudy.livekit.LiveKitKeys.LiveKitKey;
import io.livekit.server.AgentDispatchServiceClient;
import io.livekit.server.RoomServiceClient;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

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

    private record Signed(
            LiveKitKey key,
            Map<CallClass, RoomServiceClient> rooms,
            Map<CallClass, AgentDispatchServiceClient> dispatches) {}

    RoomServiceClient rooms(CallClass urgency) {
        return Objects.requireNonNull(now().rooms().get(urgency));
    }

    AgentDispatchServiceClient dispatches(CallClass urgency) {
        return Objects.requireNonNull(now().dispatches().get(urgency));
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
        var made = new Signed(key, new EnumMap<>(CallClass.class), new EnumMap<>(CallClass.class));
        for (var urgency : CallClass.values()) {
            var client = connection.client(urgency);
            made.rooms().put(urgency, RoomServiceClient.createClient(url, key.name(), secret, () -> client));
            made.dispatches()
                    .put(urgency, AgentDispatchServiceClient.createClient(url, key.name(), secret, () -> client));
        }
        return made;
    }
}
