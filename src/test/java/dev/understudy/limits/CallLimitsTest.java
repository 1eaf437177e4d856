package dev.understudy.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understudy.access.AccessSettings.Mode;
import dev.understudy.access.Doors;
import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import dev.understudy.fixtures.ManualClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

/** Who asks too often is told to come again, and when; nobody else is. */
class CallLimitsTest {
    private final ManualClock clock = new ManualClock(1_700_000_000_000L);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void fromOneAddressSixtyTokensAMinuteAndFromAnotherOneAsMany() {
        var limits = limits(Mode.OPEN, Map.of("tokens-per-minute-per-address", 60));
        for (var i = 0; i < 60; i++) assertThat(token(limits, "198.51.100.7")).isNull();
        var problem = token(limits, "198.51.100.7");
        assertThat(problem.status()).isEqualTo(429);
        assertThat(problem.code()).isEqualTo("limit-reached");
        assertThat(problem.limit()).isEqualTo("tokens-per-minute-per-address");
        assertThat(token(limits, "198.51.100.8")).isNull();
    }

    @Test
    void whoComesAgainWhenItWasToldToIsServed() {
        var limits = limits(Mode.OPEN, Map.of("tokens-per-minute-per-address", 2));
        token(limits, "198.51.100.7");
        token(limits, "198.51.100.7");
        clock.pass(Duration.ofSeconds(10));
        var told = token(limits, "198.51.100.7").retryAfter();
        assertThat(told).isBetween(20L, 21L);
        clock.pass(Duration.ofSeconds(told - 2));
        assertThat(token(limits, "198.51.100.7")).isNotNull();
        clock.pass(Duration.ofSeconds(2));
        assertThat(token(limits, "198.51.100.7")).isNull();
    }

    @Test
    void whoChangesTheLastHalfOfAnIpv6AddressIsStillTheSame() {
        var limits = limits(Mode.OPEN, Map.of("tokens-per-minute-per-address", 1));
        assertThat(token(limits, "2001:db8:0:7::1")).isNull();
        assertThat(token(limits, "2001:db8:0:7:ffff::2")).isNotNull();
        assertThat(token(limits, "2001:db8:0:8::1")).isNull();
    }

    @Test
    void whereCallersProveWhoTheyAreABackendMayAskForAllOfItsUsers() {
        var limits = limits(Mode.BEARER, Map.of("tokens-per-minute-per-address", 1));
        for (var i = 0; i < 100; i++) assertThat(token(limits, "198.51.100.7")).isNull();
    }

    @Test
    void anOperatorsCallsAreNotCountedByAddress() {
        var limits = limits(Mode.OPEN, Map.of("dispatches-per-minute-per-address", 1));
        for (var i = 0; i < 5; i++)
            assertThat(refusal(() -> limits.dispatch(from("198.51.100.7", Doors.OPERATOR))))
                    .isNull();
    }

    @Test
    void allTogetherHaveALimitTooAndWhoIsOverItsOwnTakesNothingOfIt() {
        var limits = limits(Mode.OPEN, Map.of("tokens-per-minute-per-address", 3, "tokens-per-minute", 5));
        for (var i = 0; i < 100; i++) token(limits, "198.51.100.7");
        assertThat(token(limits, "198.51.100.8")).isNull();
        assertThat(token(limits, "198.51.100.8")).isNull();
        assertThat(token(limits, "198.51.100.9").limit()).isEqualTo("tokens-per-minute");
    }

    @Test
    void tokensAndDispatchesAreCountedApartAndRefusalsAreMetered() {
        var limits =
                limits(Mode.OPEN, Map.of("tokens-per-minute-per-address", 1, "dispatches-per-minute-per-address", 1));
        token(limits, "198.51.100.7");
        assertThat(refusal(() -> limits.dispatch(from("198.51.100.7", null)))).isNull();
        assertThat(refusal(() -> limits.dispatch(from("198.51.100.7", null))).limit())
                .isEqualTo("dispatches-per-minute-per-address");
        assertThat(meters.counter("understudy.limit.refusals", "limit", "dispatches-per-minute-per-address")
                        .count())
                .isEqualTo(1);
    }

    private CallLimits limits(Mode mode, Map<String, Object> chosen) {
        return new CallLimits(Limits.of(chosen), Doors.access(mode, null), new LimitNews(meters), clock);
    }

    private static Problem token(CallLimits limits, String address) {
        return refusal(() -> limits.token(from(address, null)));
    }

    private static Problem refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        var refused = catchThrowableOfType(Refused.class, call);
        return refused == null ? null : refused.problem();
    }

    private static MockHttpServletRequest from(String address, @Nullable String token) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        if (token != null) request.addHeader("Authorization", "Bearer " + token);
        return request;
    }
}
