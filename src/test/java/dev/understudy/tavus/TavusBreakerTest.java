package dev.understudy.tavus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.common.Secret;
import dev.understudy.credential.CredentialParts;
import dev.understudy.credential.KeyTurnedBad;
import dev.understudy.credential.Provider;
import dev.understudy.credential.Source;
import dev.understudy.fixtures.ManualClock;
import dev.understudy.session.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A breaker a key: what is known to be refused is not used, and does not stand in the standby key's way. */
class TavusBreakerTest {
    private static final Secret CURRENT = Secret.of("sandbox-current");
    private static final Secret STANDBY = Secret.of("sandbox-standby");
    private final Set<String> refused = new HashSet<>();
    private @Nullable Secret standby;
    private final List<Object> events = new ArrayList<>();
    private final ManualClock clock = new ManualClock(1_000_000);
    private final TavusBreaker breaker = breaker();

    @Test
    void aKeyThatIsKnownToBeRefusedIsNotUsedBeforeTheCheapQuestionWasAnswered() {
        refused.add(CURRENT.fingerprint());
        assertThat(breaker.open()).isEqualTo(Reason.TAVUS_KEY_REJECTED);
        assertThat(breaker.permitted()).isEmpty();
        assertThat(breaker.probed(CURRENT.fingerprint())).isTrue();
        assertThat(breaker.open()).isNull();
        assertThat(breaker.permitted()).contains(CURRENT);
    }

    @Test
    void aRefusedKeyMakesRoomForTheStandbyKey() {
        standby = STANDBY;
        assertThat(breaker.permitted()).contains(CURRENT);
        breaker.refused(CURRENT.fingerprint(), Reason.TAVUS_KEY_REJECTED);
        assertThat(breaker.open()).as("nobody is kept from asking").isNull();
        assertThat(breaker.permitted()).contains(STANDBY);
        breaker.refused(STANDBY.fingerprint(), Reason.TAVUS_KEY_REJECTED);
        assertThat(breaker.open()).isEqualTo(Reason.TAVUS_KEY_REJECTED);
        assertThat(breaker.permitted()).isEmpty();
    }

    @Test
    void aTrialThatIsNeverHeardOfAgainMakesRoomForAnother() {
        var key = CURRENT.fingerprint();
        breaker.refused(key, Reason.TAVUS_OUT_OF_CREDITS);
        clock.pass(Duration.ofMinutes(2));
        assertThat(breaker.probed(key)).isTrue();
        assertThat(breaker.permits(key)).isTrue();
        assertThat(breaker.lets(key)).as("others may read and end").isTrue();
        clock.pass(Duration.ofSeconds(29));
        assertThat(breaker.permits(key)).isFalse();
        assertThat(breaker.probed(key)).as("it may still come").isFalse();
        clock.pass(Duration.ofSeconds(2));
        assertThat(breaker.permits(key)).isFalse();
        assertThat(breaker.probed(key)).isTrue();
        assertThat(breaker.permits(key)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"TAVUS_KEY_REJECTED", "TAVUS_UNAVAILABLE"})
    void aKeyThatMayReadAndMayNotCreateIsTriedLessAndLessOften(Reason reason) {
        var key = CURRENT.fingerprint();
        for (var session = 0; session < 100; session++) breaker.refused(key, reason);
        assertThat(breaker.probed(key)).as("it may be good again by now").isTrue();
        assertThat(breaker.permits(key)).isTrue();
        breaker.refused(key, reason);
        assertThat(breaker.probed(key)).as("a list is answered still").isFalse();
        clock.pass(Duration.ofHours(3));
        assertThat(breaker.probed(key)).isTrue();
        assertThat(breaker.permits(key)).isTrue();
        assertThat(breaker.permits(key)).as("one at a time now").isFalse();
        breaker.succeeded(key);
        breaker.refused(key, reason);
        assertThat(breaker.probed(key)).as("it begins anew").isTrue();
        assertThat(breaker.permits(key) && breaker.permits(key)).isTrue();
    }

    @Test
    void whoLostTheTrialIsToldWhenItIsWon() {
        var key = CURRENT.fingerprint();
        breaker.succeeded(key);
        breaker.refused(key, Reason.TAVUS_OUT_OF_CREDITS);
        clock.pass(Duration.ofMinutes(2));
        breaker.probed(key);
        assertThat(breaker.permits(key)).isTrue();
        assertThat(breaker.permits(key)).as("one at a time").isFalse();
        assertThat(events).isEmpty();
        breaker.succeeded(key);
        assertThat(events).containsExactly(new TrialWon(key));
        assertThat(breaker.permits(key)).isTrue();
    }

    @Test
    void aTavusThatIsDownIsSoWithAnyKey() {
        standby = STANDBY;
        for (var time = 0; time < 5; time++) breaker.failed(CURRENT.fingerprint());
        assertThat(breaker.open()).isEqualTo(Reason.TAVUS_UNAVAILABLE);
        assertThat(breaker.permitted()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Source.class)
    void whatAnybodyFoundOutKeepsEverybodyFromAsking(Source source) {
        breaker.on(new KeyTurnedBad(Provider.OPENAI, CURRENT.fingerprint(), "401", source));
        assertThat(breaker.open()).isNull();
        breaker.on(new KeyTurnedBad(Provider.TAVUS, CURRENT.fingerprint(), "401", source));
        assertThat(breaker.open()).isEqualTo(Reason.TAVUS_KEY_REJECTED);
        assertThat(breaker.permits()).isFalse();
    }

    @SuppressWarnings("NullAway") // nothing else of it is asked
    private TavusBreaker breaker() {
        var keys = new TavusKeys(CredentialParts.fixed(CURRENT), CredentialParts.none(), CredentialParts.noRefusals()) {
            @Override
            public Optional<Secret> standby() {
                return Optional.ofNullable(standby);
            }

            @Override
            boolean isBad(String fingerprint) {
                return refused.contains(fingerprint);
            }
        };
        return new TavusBreaker(keys, settings(), clock, events::add);
    }

    private static TavusSettings settings() {
        return new TavusSettings(
                URI.create("http://127.0.0.1:9"),
                CURRENT,
                "face",
                null,
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofHours(1),
                5,
                Duration.ofSeconds(5),
                null);
    }
}
