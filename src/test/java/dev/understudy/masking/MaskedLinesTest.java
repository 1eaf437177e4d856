package dev.understudy.masking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines by hand: what is covered of them, to the character. */
class MaskedLinesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "pass%20word|pass word",
                "tic%2Dtac|tic-tac",
                "this&amp;that|this&that",
                "back\\\\slash|back\\slash",
                "li\\u006ee one|line one",
                "twice%2520over|twice over",
            })
    void aValueThatHasEscapesItselfIsCoveredWhereTheseAreUndone(String value, String read) {
        assertThat(line(value, "got <" + read + "> from it")).isEqualTo("got <[THE_KEY]> from it");
        assertThat(line(value, "got <" + value + "> from it")).isEqualTo("got <[THE_KEY]> from it");
    }

    @Test
    void whatIsLeftOfAShortOneIsTooCommonToCover() {
        assertThat(line("%61%62%63%64%65", "abcde")).isEqualTo("abcde");
        assertThat(line("%61%62%63%64%65%66", "abcdef")).isEqualTo("[THE_KEY]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unlock-1", "unlock-12", "unlock-123"})
    void codeIsCoveredFromItsFirstCharacterToItsLast(String value) {
        for (var before : List.of("", "a", "ab", "abc"))
            for (var after : List.of("", "x", "xy")) {
                var code = Base64.getEncoder().encodeToString((before + value + after).getBytes(UTF_8));
                assertThat(line(value, "sent " + code + " to it")).isEqualTo("sent [THE_KEY] to it");
            }
    }

    @Test
    void codeEndsWhereTheLineEnds() {
        var code = Base64.getEncoder().encodeToString("xunlock-12y".getBytes(UTF_8));
        assertThat(line("unlock-12", code)).isEqualTo("[THE_KEY]");
    }

    @Test
    void whereTwoValuesOverlapAllOfBothIsCovered() {
        assertThat(both("abc-def", "def-ghi", "<abc-def-ghi>")).isEqualTo("<[ONE]>");
        assertThat(both("abc-def-ghi", "def", "<abc-def-ghi>")).isEqualTo("<[ONE]>");
        assertThat(both("def", "abc-def-ghi", "<abc-def-ghi>")).isEqualTo("<[TWO]>");
        assertThat(both("abc-def", "ghi-jkl", "<abc-defghi-jkl>")).isEqualTo("<[ONE][TWO]>");
    }

    @Test
    void everyPlaceIsCovered() {
        assertThat(line("lock", "lock and lock, unlocked")).isEqualTo("[THE_KEY] and [THE_KEY], un[THE_KEY]ed");
        assertThat(line("aXaXa", "<aXaXaXa>")).isEqualTo("<[THE_KEY]>");
    }

    private static String line(String value, String line) {
        return new Masking(List.of(Known.of("THE_KEY", value))).line(line);
    }

    private static String both(String one, String two, String line) {
        return new Masking(List.of(Known.of("ONE", one), Known.of("TWO", two))).line(line);
    }
}
