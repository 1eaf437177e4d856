package dev.understudy.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import dev.understudy.fixtures.ManualClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** An issuer's keys while it answers, is silent, is down, and has new ones. */
class IssuerKeysTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private final ManualClock clock = new ManualClock(1_000_000);
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private JWKSet answer = keys("old");
    private int asked;
    private boolean down;
    private final IssuerKeys keys = new IssuerKeys(this::fetch, clock, waiting::add);

    @Test
    void whileTheIssuerIsSilentEachCallerHearsSoAndOneCallIsMade() throws Exception {
        for (var caller = 0; caller < 220; caller++) isNotKnown("old");
        assertThat(waiting).hasSize(1);
        theIssuerAnswers();
        assertThat(found("old")).isEqualTo(1);
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void aFailureIsRememberedForTenSeconds() throws Exception {
        down = true;
        keys.ask();
        theIssuerAnswers();
        clock.pass(IssuerKeys.PAUSE.minusMillis(1));
        isNotKnown("old");
        assertThat(waiting).isEmpty();
        down = false;
        clock.pass(Duration.ofMillis(1));
        isNotKnown("old");
        theIssuerAnswers();
        assertThat(found("old")).isEqualTo(1);
    }

    @Test
    void anUnknownKeyIsAskedForOnceInTenSecondsWhateverCallersSend() throws Exception {
        keys.ask();
        theIssuerAnswers();
        assertThat(found("new")).as("asked just now, and it was not among them").isZero();
        clock.pass(IssuerKeys.PAUSE);
        answer = keys("new");
        isNotKnown("new");
        isNotKnown("another");
        assertThat(found("old")).as("who has a known one is not kept waiting").isEqualTo(1);
        assertThat(waiting).hasSize(1);
        theIssuerAnswers();
        assertThat(found("new")).isEqualTo(1);
        assertThat(found("old")).as("the issuer has taken it back").isZero();
    }

    @Test
    void keysThatAreKnownCountWhileTheIssuerIsDown() throws Exception {
        keys.ask();
        theIssuerAnswers();
        down = true;
        clock.pass(IssuerKeys.FRESH.minus(SECOND));
        assertThat(found("old")).isEqualTo(1);
        assertThat(waiting).isEmpty();
        clock.pass(SECOND);
        assertThat(found("old")).isEqualTo(1);
        theIssuerAnswers();
        assertThat(asked).isEqualTo(2);
        assertThat(found("old")).isEqualTo(1);
    }

    private JWKSet fetch() {
        asked++;
        if (down) throw new IssuerUnreachable("down");
        return answer;
    }

    private void theIssuerAnswers() {
        assertThat(waiting).hasSize(1);
        waiting.remove().run();
    }

    private void isNotKnown(String id) {
        assertThatThrownBy(() -> found(id)).isInstanceOf(KeySourceException.class);
    }

    private int found(String id) throws KeySourceException {
        var wanted = new JWKSelector(new JWKMatcher.Builder().keyID(id).build());
        return keys.get(wanted, null).size();
    }

    private static JWKSet keys(String id) {
        return new JWKSet(List.<JWK>of(
                new OctetSequenceKey.Builder(new byte[32]).keyID(id).build()));
    }
}
