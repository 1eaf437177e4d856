package dev.understudy.masking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A value that is known does not come out, wherever in a line it stands and however it is written there. */
class MaskingTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How programs write a line with a value in it; the first is as it is. */
    private enum Writing {
        PLAIN(line -> line),
        SMALL(line -> line.toLowerCase(java.util.Locale.ROOT)),
        JSON_TEXT(MaskingTest::json),
        JSON_IN_JSON(line -> json(json(line))),
        UNICODE(MaskingTest::unicode),
        FORM(MaskingTest::form),
        PATH(line -> form(line).replace("+", "%20")),
        FORM_TWICE(line -> form(form(line))),
        FORM_IN_JSON(line -> json(form(line))),
        EVERY_CHARACTER(MaskingTest::percent),
        EVERY_CHARACTER_SMALL(line -> percent(line).toLowerCase(java.util.Locale.ROOT)),
        HTML(line -> line.replace("&", "&amp;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;")
                .replace("<", "&lt;")),
        PYTHON(line -> line.replace("\\", "\\\\").replace("'", "\\'")),
        BASE64(line -> Base64.getEncoder().encodeToString(line.getBytes(StandardCharsets.UTF_8))),
        BASE64_IN_AN_ADDRESS(
                line -> Base64.getUrlEncoder().withoutPadding().encodeToString(line.getBytes(StandardCharsets.UTF_8))),
        BASE64_IN_A_FORM(line -> form(Base64.getEncoder().encodeToString(line.getBytes(StandardCharsets.UTF_8)))),
        HEX(line -> HexFormat.of().formatHex(line.getBytes(StandardCharsets.UTF_8)));

        private final UnaryOperator<String> write;

        Writing(UnaryOperator<String> write) {
            this.write = write;
        }
    }

    @Property(tries = 6_000)
    void aKnownValueNeverComesOut(
            @ForAll("values") String value,
            @ForAll("surroundings") String before,
            @ForAll("surroundings") String after,
            @ForAll Writing writing) {
        var line = writing.write.apply(before + " " + value + " " + after);
        var masked = new Masking(List.of(Known.of("THE_KEY", value))).line("at work: " + line + " and so on");
        for (var text = Unwrapped.of(masked); ; text = text.undone()) {
            assertThat(text.text()).doesNotContainIgnoringCase(value);
            if (text.undone().text().equals(text.text())) break;
        }
        assertThat(decoded(masked)).doesNotContain(value);
    }

    @Property(tries = 1_000)
    void whatIsBesideItStays(
            @ForAll("values") String value, @ForAll("words") String before, @ForAll("words") String after) {
        var masking = new Masking(List.of(Known.of("THE_KEY", value)));
        if ((before + after).toLowerCase(java.util.Locale.ROOT).contains(value.toLowerCase(java.util.Locale.ROOT)))
            return;
        assertThat(masking.line(before + " <" + value + "> " + after)).isEqualTo(before + " <[THE_KEY]> " + after);
    }

    @Property(tries = 300)
    void severalValuesThatOverlapAreAllCovered(@ForAll("values") String value) {
        var longer = value + "-and-more";
        var masking = new Masking(List.of(Known.of("ONE", value), Known.of("TWO", longer)));
        assertThat(masking.line("x " + longer + " y " + value + " z"))
                .doesNotContain(value)
                .doesNotContain("and-more")
                .startsWith("x ")
                .endsWith(" z");
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.oneOf(
                Arbitraries.strings().alpha().numeric().ofMinLength(8).ofMaxLength(60),
                Arbitraries.strings().withCharRange('!', '~').ofMinLength(8).ofMaxLength(40),
                Arbitraries.strings()
                        .alpha()
                        .withChars("äßé漢 %&+/=")
                        .ofMinLength(8)
                        .ofMaxLength(24)
                        .map(String::strip)
                        .filter(text -> text.length() >= 8));
    }

    @Provide
    Arbitrary<String> surroundings() {
        return Arbitraries.strings().withCharRange(' ', '~').withChars("ü漢").ofMaxLength(40);
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of("failed to call", "status 401", "room lobby-7", "{\"message\": 1}", "it's", "100%");
    }

    /** Whatever runs of base64 are left, read as such. */
    private static String decoded(String masked) {
        var all = new StringBuilder();
        for (var run : masked.split("[^A-Za-z0-9+/_-]+")) {
            var plain = run.replace('-', '+').replace('_', '/');
            for (int skip = 0; skip < 4 && skip < plain.length(); skip++) {
                var whole = plain.substring(skip, skip + (plain.length() - skip) / 4 * 4);
                all.append(new String(Base64.getDecoder().decode(whole), StandardCharsets.UTF_8))
                        .append('\n');
            }
        }
        return all.toString();
    }

    private static String json(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String unicode(String text) {
        var all = new StringBuilder();
        text.chars().forEach(each -> all.append(String.format("\\u%04x", each)));
        return all.toString();
    }

    private static String form(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String percent(String text) {
        var all = new StringBuilder();
        for (var each : text.getBytes(StandardCharsets.UTF_8)) all.append(String.format("%%%02X", each));
        return all.toString();
    }
}
