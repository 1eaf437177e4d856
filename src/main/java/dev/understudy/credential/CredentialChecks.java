package dev.understudy.credential;

import dev.understudy.credential.Judgements.Word;
import dev.understudy.credential.SlotKeys.SlotKey;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** The steps of the routes {@code credential-due} and {@code credential-check}: who is due, which keys, and what was said. */
@Component("credentialChecks")
public class CredentialChecks {
    private static final String CLAIMED = "claimed";
    private final CheckSchedule schedule;
    private final SlotKeys slots;
    private final KeyStandings standings;
    private final Judgements judgements;

    /** Checks what is in the slots. */
    CredentialChecks(CheckSchedule schedule, SlotKeys slots, KeyStandings standings, Judgements judgements) {
        this.schedule = schedule;
        this.slots = slots;
        this.standings = standings;
        this.judgements = judgements;
    }

    /** The providers that are due. */
    public List<Provider> due() {
        return schedule.due();
    }

    /** Takes that provider's check, when no other node has it: then {@code claimed} says until when. */
    public void claim(@Body Provider provider, Exchange exchange) {
        exchange.setProperty(CredentialProbe.PROVIDER, provider);
        schedule.claim(provider).ifPresent(until -> exchange.setProperty(CLAIMED, until));
    }

    /** The check is over; a key that was refused for the first time is asked for again soon. */
    public void done(
            @ExchangeProperty(CredentialProbe.PROVIDER) Provider provider,
            @ExchangeProperty(CLAIMED) long claimedUntil) {
        schedule.done(provider, claimedUntil, slots.of(provider).stream().anyMatch(each -> isDoubted(provider, each)));
    }

    /** The provider's keys, each once. */
    public List<SlotKey> keys(@ExchangeProperty(CredentialProbe.PROVIDER) Provider provider) {
        return slots.of(provider);
    }

    /** One of them is to be asked for. */
    public void take(@Body SlotKey key, Exchange exchange) {
        exchange.setProperty("key", key.key());
        exchange.getMessage().setBody(null);
    }

    /** What was said of it. */
    public void note(
            Exchange exchange,
            @ExchangeProperty("verdict") Verdict verdict,
            @ExchangeProperty("verdictReason") String reason) {
        var provider = exchange.getProperty(CredentialProbe.PROVIDER, Provider.class);
        var key = exchange.getProperty("key", dev.understudy.common.Secret.class);
        var isKept = judgements.heard(new Word(provider, key.fingerprint(), verdict, reason, Source.CHECK));
        var lost = exchange.getProperty(CredentialCalls.LOST, AtomicBoolean.class);
        if (lost != null && !isKept) lost.set(true);
    }

    private boolean isDoubted(Provider provider, SlotKey key) {
        return standings
                .find(provider, key.key().fingerprint())
                .filter(KeyStanding::isDoubted)
                .isPresent();
    }
}
