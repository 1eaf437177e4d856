package dev.understudy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.common.Secret;
import dev.understudy.credential.CredentialParts;
import dev.understudy.credential.Failover;
import dev.understudy.credential.Provider;
import dev.understudy.credential.Source;
import dev.understudy.fixtures.ManualClock;
import dev.understudy.gateway.Answer.Kind;
import dev.understudy.session.AgentsScene;
import dev.understudy.session.Reason;
import dev.understudy.tavus.TavusBreaker;
import dev.understudy.tavus.TavusKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With which key Tavus is asked, whether it is asked at all, and who hears what it said of the key. */
class GatewayKeysTest {
    private static final Secret CURRENT = Secret.of("sandbox-current");
    private static final Secret STANDBY = Secret.of("sandbox-standby");
    private final List<Secret> slots = new ArrayList<>(List.of(CURRENT));
    private @Nullable Secret instead;
    private final List<String> told = new ArrayList<>();
    private final ManualClock clock = new ManualClock(AgentsScene.NOW);
    private final TavusKeys tavus =
            new TavusKeys(CredentialParts.slots(slots), CredentialParts.none(), CredentialParts.noRefusals());
    private final TavusBreaker breaker = new TavusBreaker(tavus, Calls.tavus(), clock, event -> {});
    private final GatewayKeys keys = new GatewayKeys(tavus, breaker, failover(), Calls.SETTINGS, clock);
    private final Call call = Calls.byAgent();

    @Test
    void theCurrentKeyIsTheOneToAskWith() {
        keys.current(call);
        assertThat(call.key()).isEqualTo(CURRENT);
        assertThat(keys.isShut(call)).isFalse();
    }

    @Test
    void withoutAKeyNobodyIsAsked() {
        slots.clear();
        keys.current(call);
        call.asks(Calls.CREATE);
        assertThat(keys.isShut(call)).isTrue();
        assertThat(keys.isBarred(call)).isTrue();
        keys.asLastTime(call);
        assertThat(call.answer().kind()).isEqualTo(Kind.KEY_REJECTED);
    }

    @Test
    void noCallIsBegunThatCouldOutlastTheDeadline() {
        asking(Calls.CREATE);
        clock.pass(Duration.ofSeconds(7));
        assertThat(keys.isShut(call)).isFalse();
        assertThat(keys.isBarred(call)).isFalse();
        clock.pass(Duration.ofMillis(1));
        assertThat(keys.isShut(call)).isTrue();
        assertThat(keys.isBarred(call)).isTrue();
        keys.asLastTime(call);
        assertThat(call.answer().kind()).isEqualTo(Kind.BUSY);
    }

    @Test
    void whileTavusIsKnownToSayNoOnlyWhatCostsMoneyIsEnded() {
        breaker.refused(CURRENT.fingerprint(), Reason.TAVUS_OUT_OF_CREDITS);
        assertThat(keys.isShut(call)).isTrue();
        assertThat(barred(Calls.CREATE)).isTrue();
        assertThat(barred(Calls.READ)).isTrue();
        assertThat(barred(Calls.END)).isFalse();
        keys.asLastTime(call);
        assertThat(call.answer().kind()).isEqualTo(Kind.OUT_OF_CREDITS);
    }

    @Test
    void whileTavusIsGoodEverythingIsAsked() {
        assertThat(barred(Calls.CREATE)).isFalse();
        assertThat(barred(Calls.READ)).isFalse();
        assertThat(barred(Calls.END)).isFalse();
    }

    @Test
    void aCreationIsAskedWithTheKeyThatTheBreakerPermits() {
        asking(Calls.CREATE);
        call.with(STANDBY);
        assertThat(keys.isBarred(call)).isFalse();
        assertThat(call.key()).isEqualTo(CURRENT);
    }

    @Test
    void aRefusedKeyOpensTheBreakerAndTheNextOneIsTried() {
        instead = STANDBY;
        heard(Calls.CREATE, Kind.KEY_REJECTED);
        assertThat(breaker.opened()).isEqualTo(Reason.TAVUS_KEY_REJECTED);
        assertThat(breaker.open()).isEqualTo(Reason.TAVUS_KEY_REJECTED);
        assertThat(told).containsExactly("refused TAVUS " + CURRENT.fingerprint() + " HTTP 200 GATEWAY");
        keys.another(call);
        assertThat(call.isAnotherKey()).isTrue();
        assertThat(call.key()).isEqualTo(STANDBY);
    }

    @Test
    void theNextRequestBeginsWithoutAnotherKey() {
        instead = STANDBY;
        heard(Calls.CREATE, Kind.KEY_REJECTED);
        keys.another(call);
        call.asks(Calls.CREATE);
        assertThat(call.isAnotherKey()).isFalse();
        assertThat(call.next()).isEmpty();
    }

    @Test
    void thereIsNoOtherKeyWhenItIsTheSameOrNone() {
        for (var other : new Secret[] {CURRENT, Secret.of("")}) {
            instead = other;
            heard(Calls.CREATE, Kind.KEY_REJECTED);
            assertThat(call.next()).isEmpty();
        }
        keys.another(call);
        assertThat(call.isAnotherKey()).isFalse();
        assertThat(call.answer().kind()).isEqualTo(Kind.KEY_REJECTED);
    }

    @Test
    void whenThereIsNoTimeForAnotherKeyWhoAsksAgainIsServed() {
        instead = STANDBY;
        heard(Calls.CREATE, Kind.KEY_REJECTED);
        clock.pass(Duration.ofSeconds(8));
        keys.another(call);
        assertThat(call.isAnotherKey()).isFalse();
        assertThat(call.answer().kind()).isEqualTo(Kind.BUSY);
    }

    @Test
    void anotherKeyThatIsKnownToBeRefusedIsNotTried() {
        instead = STANDBY;
        breaker.refused(STANDBY.fingerprint(), Reason.TAVUS_KEY_REJECTED);
        for (var request : List.of(Calls.CREATE, Calls.READ)) {
            heard(request, Kind.KEY_REJECTED);
            keys.another(call);
            assertThat(call.isAnotherKey()).isFalse();
        }
    }

    @Test
    void readingWithAnotherKeyTakesNobodysTrial() {
        instead = STANDBY;
        breaker.refused(STANDBY.fingerprint(), Reason.TAVUS_OUT_OF_CREDITS);
        clock.pass(Duration.ofSeconds(5));
        breaker.probed(STANDBY.fingerprint());
        heard(Calls.READ, Kind.KEY_REJECTED);
        keys.another(call);
        assertThat(call.isAnotherKey()).isTrue();
        assertThat(breaker.permits(STANDBY.fingerprint()))
                .as("the trial is there still")
                .isTrue();
    }

    @Test
    void aRefusalInOtherWordsAccusesNoKey() {
        heard(Calls.CREATE, Kind.UNCLEAR);
        assertThat(breaker.open()).isEqualTo(Reason.TAVUS_UNAVAILABLE);
        assertThat(told)
                .containsExactly("unclear TAVUS " + CURRENT.fingerprint()
                        + " HTTP 200 in use, but not in Tavus's words GATEWAY");
    }

    @Test
    void wantOfCreditsOpensTheBreaker() {
        heard(Calls.CREATE, Kind.OUT_OF_CREDITS);
        assertThat(breaker.open()).isEqualTo(Reason.TAVUS_OUT_OF_CREDITS);
    }

    @ParameterizedTest
    @EnumSource(names = {"BUSY", "UNSURE"})
    void afterFiveFailuresInARowNobodyIsAsked(Kind kind) {
        for (var time = 0; time < 5; time++) {
            assertThat(breaker.open()).isNull();
            heard(Calls.CREATE, kind);
        }
        assertThat(breaker.open()).isEqualTo(Reason.TAVUS_UNAVAILABLE);
    }

    @ParameterizedTest
    @EnumSource(names = {"GOOD", "FULL", "MISCONFIGURED"})
    void anAnswerToACreationShowsThatTavusIsAliveAndOneToAListDoesNot(Kind kind) {
        for (var time = 0; time < 4; time++) heard(Calls.CREATE, Kind.BUSY);
        heard(Calls.CREATE, kind);
        heard(Calls.CREATE, Kind.BUSY);
        assertThat(breaker.open()).as("not five in a row").isNull();
        for (var time = 0; time < 3; time++) heard(Calls.CREATE, Kind.BUSY);
        heard(Calls.READ, kind);
        heard(Calls.CREATE, Kind.BUSY);
        assertThat(breaker.open()).isEqualTo(Reason.TAVUS_UNAVAILABLE);
        assertThat(told).isEmpty();
    }

    @Test
    void aStandbyKeyThatIsTakenIsTheCurrentOneFromNowOn() {
        asking(Calls.READ);
        call.with(STANDBY);
        call.hears(Calls.answer(Kind.GOOD, "{}"));
        keys.heard(call);
        assertThat(told).containsExactly("taken TAVUS " + STANDBY.fingerprint() + " GATEWAY");
    }

    private boolean barred(Call.Request request) {
        asking(request);
        return keys.isBarred(call);
    }

    private void asking(Call.Request request) {
        keys.current(call);
        call.asks(request);
    }

    private void heard(Call.Request request, Kind kind) {
        asking(request);
        call.hears(Calls.answer(kind, "{}"));
        keys.heard(call);
    }

    @SuppressWarnings("NullAway") // nothing else of it is asked
    private Failover failover() {
        return new Failover(null, null, null, null) {
            @Override
            public Optional<Secret> refused(Provider provider, String key, String reason, Source source) {
                told.add("refused " + provider + " " + key + " " + reason + " " + source);
                return Optional.ofNullable(instead);
            }

            @Override
            public void unclear(Provider provider, String key, String reason, Source source) {
                told.add("unclear " + provider + " " + key + " " + reason + " " + source);
            }

            @Override
            public void taken(Provider provider, String key, Source source) {
                told.add("taken " + provider + " " + key + " " + source);
            }

            @Override
            public void limited(Provider provider, String key, String reason, Source source) {
                told.add("limited " + provider + " " + key + " " + reason + " " + source);
            }

            @Override
            public void paid(Provider provider, String key, Source source) {
                // each creation that is answered well says so
            }
        };
    }
}
