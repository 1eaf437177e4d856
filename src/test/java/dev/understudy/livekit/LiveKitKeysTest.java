package dev.understudy.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.common.Secret;
import dev.understudy.credential.CredentialParts;
import dev.understudy.credential.KeyPair;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** LiveKit's key changes while we run: the new one signs, and what was signed with the old one is still ours. */
class LiveKitKeysTest {
    private static final LiveKitSettings SETTINGS = new LiveKitSettings(
            URI.create("ws://x"),
            null,
            "APIold",
            Secret.of("secret-old"),
            Map.of("APIother", Secret.of("secret-other")),
            Duration.ofSeconds(1),
            1);
    private final List<Secret> slots = new ArrayList<>(List.of(pair("APIold", "secret-old")));
    private final LiveKitKeys keys = new LiveKitKeys(SETTINGS, CredentialParts.slots(slots));

    @Test
    void theCurrentKeySignsFromTheMomentItIsTheCurrentOne() {
        assertThat(keys.current().name()).isEqualTo("APIold");
        slots.add(0, pair("APInew", "secret-new"));
        assertThat(keys.current().name()).isEqualTo("APInew");
        assertThat(keys.current().secret().reveal()).isEqualTo("secret-new");
    }

    @Test
    void everyKeyThatIsThereForSomethingMayHaveSigned() {
        slots.set(0, pair("APInew", "secret-new"));
        slots.add(pair("APIstandby", "secret-standby"));
        for (var name : List.of("new", "standby", "old", "other"))
            assertThat(keys.secretOf("API" + name)).contains(Secret.of("secret-" + name));
        assertThat(keys.secretOf("APIunknown")).isEmpty();
        assertThat(keys.secretOf("")).isEmpty();
    }

    @Test
    void theConfiguredKeyCountsWhenNobodyHasAnother() {
        slots.clear();
        assertThat(keys.current().name()).isEqualTo("APIold");
    }

    @Test
    void theClientsSignWithTheNewKey() {
        var connection = LiveKitParts.connection(SETTINGS);
        try {
            var clients = new SignedClients(SETTINGS, keys, connection);
            var before = clients.rooms(CallClass.LOOK);
            assertThat(clients.rooms(CallClass.LOOK)).isSameAs(before);
            slots.add(0, pair("APInew", "secret-new"));
            assertThat(clients.rooms(CallClass.LOOK)).isNotSameAs(before);
        } finally {
            connection.destroy();
        }
    }

    private static Secret pair(String name, String secret) {
        return new KeyPair(name, Secret.of(secret)).asOne();
    }
}
