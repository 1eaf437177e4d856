package dev.understudy.avatar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.common.Secret;
import dev.understudy.credential.CredentialParts;
import dev.understudy.credential.KeyPair;
import dev.understudy.livekit.LiveKitKeys;
import dev.understudy.livekit.LiveKitSettings;
import dev.understudy.tavus.TavusSettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tavus's callbacks come to an address that only who has one of our keys can name. */
class CallbacksTest {
    private static final String PUBLIC = "https://understudy.example";
    private static final String BEFORE_SECRET = "/tavus/callback/";
    private final List<Secret> slots = new ArrayList<>(List.of(pair("first")));
    private final Callbacks callbacks = callbacks("install1", slots, PUBLIC);

    @Test
    void theAddressIsOursAndSaysNothingOfTheKey() {
        var address = callbacks.address();
        assertThat(address).matches(PUBLIC + BEFORE_SECRET + "[0-9a-f]{32}").doesNotContain("first");
        assertThat(callbacks.address()).as("the same at all times").isEqualTo(address);
        assertThat(callbacks.isOurs(secretOf(callbacks))).isTrue();
    }

    @Test
    void whileAKeyIsChangedTheOneBeforeCountsAndTheOneBeforeThatDoesNot() {
        var first = secretOf(callbacks);
        slots.add(0, pair("second"));
        var second = secretOf(callbacks);
        assertThat(second).isNotEqualTo(first);
        assertThat(callbacks.isOurs(first)).isTrue();
        assertThat(callbacks.isOurs(second)).isTrue();
        slots.add(0, pair("third"));
        slots.remove(2);
        assertThat(callbacks.isOurs(secretOf(callbacks))).isTrue();
        assertThat(callbacks.isOurs(second)).isTrue();
        assertThat(callbacks.isOurs(first)).as("nobody keeps that key any more").isFalse();
    }

    @Test
    void whoDoesNotHaveAKeyOfOursNamesAnother() {
        var stranger = secretOf(callbacks("install1", List.of(pair("strange")), PUBLIC));
        var good = secretOf(callbacks);
        for (var secret : List.of(stranger, "", "0".repeat(32), good.substring(1), good + "0", good.toUpperCase()))
            assertThat(callbacks.isOurs(secret)).as(secret).isFalse();
    }

    @Test
    void anotherInstallationWithTheSameKeyHasAnotherAddress() {
        assertThat(callbacks.isOurs(secretOf(callbacks("install2", slots, PUBLIC))))
                .isFalse();
    }

    @Test
    void whereThereIsNoKeyNothingIsOurs() {
        slots.clear();
        assertThat(callbacks.isOurs("")).isFalse();
        assertThat(callbacks.isOurs("0".repeat(32))).isFalse();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = "/")
    void withoutAPublicAddressNoneIsAskedForAndASlashAtItsEndIsOne(@Nullable String url) {
        var slash = "/".equals(url);
        var address = callbacks("install1", slots, slash ? PUBLIC + "/" : url).address();
        if (slash) assertThat(address).isEqualTo(callbacks.address());
        else assertThat(address).isNull();
    }

    private static String secretOf(Callbacks callbacks) {
        return String.valueOf(callbacks.address()).substring((PUBLIC + BEFORE_SECRET).length());
    }

    private static Secret pair(String name) {
        return new KeyPair("API" + name, Secret.of("the-secret-" + name)).asOne();
    }

    @SuppressWarnings("NullAway") // nothing else of them is asked
    private static Callbacks callbacks(String installation, List<Secret> slots, @Nullable String publicUrl) {
        var second = Duration.ofSeconds(1);
        var settings = new LiveKitSettings(URI.create("ws://x"), null, "", Secret.of(""), null, second, 1);
        var tavus = new TavusSettings(
                URI.create("http://x"),
                Secret.of(""),
                null,
                null,
                second,
                second,
                second,
                1,
                second,
                publicUrl == null ? null : URI.create(publicUrl));
        var named = new Conversations(null) {
            @Override
            public String installation() {
                return installation;
            }
        };
        return new Callbacks(new LiveKitKeys(settings, CredentialParts.slots(slots)), named, tavus);
    }
}
