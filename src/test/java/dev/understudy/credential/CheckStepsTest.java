package dev.understudy.credential;

import static dev.understudy.credential.Provider.OPENAI;
import static dev.understudy.credential.Provider.TAVUS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.common.Secret;
import dev.understudy.credential.SlotKeys.SlotKey;
import dev.understudy.store.Dialect;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of a scheduled check, one by one. */
class CheckStepsTest {
    private static final Secret KEY = Secret.of("sandbox-steps");
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    @TempDir
    Path folder;

    @Test
    void whoIsDueIsTakenByOne() {
        var parts = CheckParts.of(folder, Dialect.SQLITE, KEY.reveal());
        parts.schedule.soon(TAVUS);
        assertThat(parts.checks().due()).contains(TAVUS);
        parts.checks().claim(TAVUS, exchange);
        assertThat(exchange.getProperty("provider")).isEqualTo(TAVUS);
        assertThat(exchange.getProperty("claimed")).isEqualTo(parts.clock.millis() + 120_000);
        var late = new DefaultExchange(exchange.getContext());
        parts.checks().claim(TAVUS, late);
        assertThat(late.getProperty("claimed")).as("another has it").isNull();
    }

    @Test
    void everyKeyIsAskedForOnceAndWhatWasSaidIsNoted() {
        var parts = CheckParts.of(folder, Dialect.SQLITE, KEY.reveal());
        parts.file("TAVUS_API_KEY=a", "TAVUS_API_KEY_STANDBY=a", "TAVUS_API_KEY_PREVIOUS=b");
        var keys = List.of(new SlotKey(Slot.CURRENT, Secret.of("a")), new SlotKey(Slot.PREVIOUS, Secret.of("b")));
        assertThat(parts.checks().keys(TAVUS)).isEqualTo(keys);
        exchange.setProperty("provider", TAVUS);
        exchange.getMessage().setBody(keys.get(0));
        parts.checks().take(keys.get(0), exchange);
        assertThat(exchange.getProperty("key")).isEqualTo(Secret.of("a"));
        assertThat(exchange.getMessage().getBody()).isNull();
        parts.checks().note(exchange, Verdict.LIMITED, "HTTP 402");
        assertThat(parts.words.newest(TAVUS, 9)).singleElement().satisfies(heard -> assertThat(heard.word())
                .isEqualTo(new Judgements.Word(
                        TAVUS, Secret.of("a").fingerprint(), Verdict.LIMITED, "HTTP 402", Source.CHECK)));
    }

    @Test
    void aConfiguredKeyIsAskedForByItsOwnProviderOnly() {
        var parts = CheckParts.of(folder, Dialect.SQLITE, KEY.reveal());
        assertThat(parts.checks().keys(TAVUS)).containsExactly(new SlotKey(Slot.CURRENT, KEY));
        assertThat(parts.checks().keys(OPENAI)).isEmpty();
        parts.keys.promote(TAVUS, Secret.of("a"), new By("ann", "x"));
        parts.keys.promote(TAVUS, Secret.of("b"), new By("ann", "x"));
        parts.file();
        assertThat(parts.keys.current(TAVUS).isEmpty()).isTrue();
        assertThat(parts.checks().keys(TAVUS))
                .as("it may be good again")
                .containsExactly(new SlotKey(Slot.CURRENT, KEY));
    }

    @Test
    void onlyAKeyThatWasRefusedOnceIsAskedForAgainSoon() {
        var parts = CheckParts.of(folder, Dialect.SQLITE, KEY.reveal());
        assertThat(nextAfter(parts)).isGreaterThan(400_000);
        parts.hear(TAVUS, KEY, Verdict.VALID, Source.CHECK);
        assertThat(nextAfter(parts)).isGreaterThan(400_000);
        parts.hear(TAVUS, KEY, Verdict.REJECTED, Source.CHECK);
        assertThat(nextAfter(parts)).isEqualTo(30_000);
        parts.hear(TAVUS, KEY, Verdict.REJECTED, Source.CHECK);
        assertThat(nextAfter(parts)).as("it is known to be bad").isGreaterThan(400_000);
    }

    private static long nextAfter(CheckParts parts) {
        parts.schedule.soon(TAVUS);
        parts.checks().done(TAVUS, parts.schedule.claim(TAVUS).orElseThrow());
        return parts.schedule.next(TAVUS).orElseThrow() - parts.clock.millis();
    }
}
