package dev.understudy.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;

/** A limit is written as a number or as none. */
class LimitTest {
    @Test
    void aNumberIsPassedByOneMore() {
        var limit = Limits.of(Map.of("conversations", 3)).conversations();
        assertThat(limit.isPassedBy(3)).isFalse();
        assertThat(limit.isPassedBy(4)).isTrue();
        assertThat(limit).hasToString("3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", " None "})
    void noneIsPassedByNothing(String text) {
        var limit = Limits.of(Map.of("conversations", text)).conversations();
        assertThat(limit.isNone()).isTrue();
        assertThat(limit.isPassedBy(Long.MAX_VALUE)).isFalse();
        assertThat(limit).hasToString("none");
    }

    @Test
    void zeroLetsNobodyThrough() {
        assertThat(Limit.of("0").isPassedBy(1)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "many", "", "5/min"})
    void anythingElseKeepsTheApplicationFromStarting(String text) {
        assertThatThrownBy(() -> Limits.of(Map.of("conversations", text))).isInstanceOf(BindException.class);
    }
}
