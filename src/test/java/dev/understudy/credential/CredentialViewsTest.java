package dev.understudy.credential;

import static dev.understudy.credential.Provider.OPENAI;
import static dev.understudy.credential.Provider.TAVUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.common.Refused;
import dev.understudy.common.Secret;
import dev.understudy.credential.CredentialViews.MoveView;
import dev.understudy.credential.CredentialViews.SlotView;
import dev.understudy.credential.CredentialViews.Story;
import dev.understudy.credential.CredentialViews.View;
import dev.understudy.credential.CredentialViews.WordView;
import dev.understudy.store.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys as the API shows them: in which slot, how they stand, what was said of them and how they moved; never a value. */
class CredentialViewsTest {
    private static final Secret KEY = Secret.of("sandbox-shown");
    private static final String START = "1970-01-01T00:16:40.000Z";

    @TempDir
    Path folder;

    @Test
    void everyProviderIsThereWithItsKeys() {
        var parts = CheckParts.of(folder, Dialect.SQLITE, KEY.reveal());
        var all = credentials(parts);
        assertThat(all)
                .extracting(View::provider)
                .containsExactly("tavus", "openai", "elevenlabs", "livekit", "deepgram", "cartesia");
        assertThat(all.get(0))
                .isEqualTo(new View(
                        "tavus",
                        List.of(new SlotView("current", KEY.fingerprint(), "unknown", null, null, null)),
                        null));
        assertThat(all.get(1)).isEqualTo(new View("openai", List.of(), null));
    }

    @Test
    void whenTheNextCheckIsDueIsSaidOfWhoHasAKey() {
        var parts = CheckParts.of(folder, Dialect.SQLITE, KEY.reveal());
        parts.schedule.soon(TAVUS);
        parts.schedule.soon(OPENAI);
        assertThat(credentials(parts)).extracting(View::nextCheckAt).startsWith(START, null);
    }

    @Test
    void aKeyThatWasAskedForHasItsVerdictAndItsTimes() {
        var parts = CheckParts.of(folder, Dialect.SQLITE, KEY.reveal());
        parts.hear(TAVUS, KEY, Verdict.VALID, Source.CHECK);
        parts.clock.pass(Duration.ofSeconds(60));
        parts.hear(TAVUS, KEY, Verdict.VALID, Source.CHECK);
        assertThat(parts.calls().view(TAVUS, new AtomicBoolean()).slots())
                .containsExactly(new SlotView(
                        "current", KEY.fingerprint(), "valid", "HTTP 000", "1970-01-01T00:17:40.000Z", START));
    }

    @Test
    void aKeyThatOnlyMovedHasNoReasonAndWasNotChecked() {
        var parts = CheckParts.of(folder, Dialect.SQLITE, "");
        parts.keys.promote(TAVUS, KEY, new By("ann", "first key"));
        var story = (Story) parts.calls().get("tavus").body();
        assertThat(story.provider()).isEqualTo("tavus");
        assertThat(story.slots())
                .containsExactly(new SlotView("current", KEY.fingerprint(), "unknown", null, null, START));
        assertThat(story.moves())
                .containsExactly(new MoveView(KEY.fingerprint(), null, "current", "ann", "first key", START));
        assertThat(story.history()).isEmpty();
    }

    @Test
    void whatWasSaidIsToldWithItsSource() {
        var parts = CheckParts.of(folder, Dialect.SQLITE, KEY.reveal());
        parts.hear(TAVUS, KEY, Verdict.REJECTED, Source.GATEWAY);
        var story = (Story) parts.calls().get("tavus").body();
        assertThat(story.history())
                .containsExactly(new WordView(KEY.fingerprint(), "rejected", "HTTP 000", "gateway", START));
        var view = parts.calls().view(TAVUS, new AtomicBoolean());
        assertThat(parts.calls().answer(view).body()).isEqualTo(view);
        refused(503, () -> parts.calls().view(TAVUS, new AtomicBoolean(true)));
    }

    @Test
    void onlyWhoHasAKeyIsAsked() {
        var calls = CheckParts.of(folder, Dialect.SQLITE, KEY.reveal()).calls();
        var exchange = new DefaultExchange(new DefaultCamelContext());
        calls.whose(exchange, "tavus");
        assertThat(exchange.getProperty("provider")).isEqualTo(TAVUS);
        refused(409, () -> calls.whose(exchange, "openai"));
        refused(404, () -> calls.whose(exchange, "acme"));
        refused(404, () -> calls.get("acme"));
    }

    private static void refused(int status, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(Refused.class, refused -> assertThat(
                        refused.problem().status())
                .isEqualTo(status));
    }

    @SuppressWarnings("unchecked") // the answer is a map, which becomes JSON
    private static List<View> credentials(CheckParts parts) {
        return ((Map<String, List<View>>) parts.calls().list().body()).get("credentials");
    }
}
