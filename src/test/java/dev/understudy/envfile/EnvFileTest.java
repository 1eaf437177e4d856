package dev.understudy.envfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What docker reads in a file, what an edit leaves as it was, and what is refused. */
class EnvFileTest {
    private static final String KEY = "TAVUS_API_KEY";

    static Stream<Arguments> readings() {
        return Stream.of(
                Arguments.of("plain", "TAVUS_API_KEY=old", "old"),
                Arguments.of("an = in the value", "TAVUS_API_KEY=a=b==", "a=b=="),
                Arguments.of("quotes kept", "TAVUS_API_KEY=\"old\"\n", "\"old\""),
                Arguments.of("a comment kept", "TAVUS_API_KEY=old # mine\n", "old # mine"),
                Arguments.of("blanks kept", "TAVUS_API_KEY= old \n", " old "),
                Arguments.of("CRLF", "A=1\r\nTAVUS_API_KEY=old\r\n", "old"),
                Arguments.of("one CR of two", "TAVUS_API_KEY=old\r\r\n", "old\r"),
                Arguments.of("CR at the end of the file", "TAVUS_API_KEY=old\r", "old"),
                Arguments.of("BOM", "\uFEFFTAVUS_API_KEY=old\n", "old"),
                Arguments.of("BOM and blanks", "\uFEFF \tTAVUS_API_KEY=old\n", "old"),
                Arguments.of("blanks of all kinds before", "\u00a0\u2003\u000b TAVUS_API_KEY=old\n", "old"),
                Arguments.of("the last of two", "TAVUS_API_KEY=1\nTAVUS_API_KEY=2\n", "2"),
                Arguments.of("empty", "TAVUS_API_KEY=\n", ""),
                Arguments.of("a name alone is unset", "TAVUS_API_KEY\n", null),
                Arguments.of("a comment is no variable", "#TAVUS_API_KEY=old\n  # TAVUS_API_KEY=old\n", null),
                Arguments.of("another's name", "MY_TAVUS_API_KEY=1\nTAVUS_API_KEY_NEXT=2\ntavus_api_key=3", null),
                Arguments.of("nothing", "", null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readings")
    void aValueIsReadAsDockerReadsIt(String what, String file, String value) {
        var env = parse(file);
        assertThat(env.value(KEY).orElse(null)).isEqualTo(value);
        assertThat(env.has(KEY)).isEqualTo(value != null);
        assertThat(new String(env.bytes(), UTF_8)).isEqualTo(file);
    }

    static Stream<Arguments> edits() {
        return Stream.of(
                Arguments.of("plain", "A=1\nTAVUS_API_KEY=old\nB=2\n", "A=1\nTAVUS_API_KEY=new\nB=2\n"),
                Arguments.of("double quotes", "TAVUS_API_KEY=\"old\"\n", "TAVUS_API_KEY=\"new\"\n"),
                Arguments.of("single quotes", "TAVUS_API_KEY='old'\n", "TAVUS_API_KEY='new'\n"),
                Arguments.of("the other quotes inside", "TAVUS_API_KEY='o\"ld'\n", "TAVUS_API_KEY='new'\n"),
                Arguments.of("a # in quotes", "TAVUS_API_KEY='a # b'\n", "TAVUS_API_KEY='new'\n"),
                Arguments.of("empty quotes", "TAVUS_API_KEY=\"\"\n", "TAVUS_API_KEY=\"new\"\n"),
                Arguments.of(
                        "a comment", "TAVUS_API_KEY=\"old\" \t# \"mine\"\n", "TAVUS_API_KEY=\"new\" \t# \"mine\"\n"),
                Arguments.of("blanks behind quotes", "TAVUS_API_KEY='old'  \r\n", "TAVUS_API_KEY='new'  \r\n"),
                Arguments.of("blanks are the value", "TAVUS_API_KEY= old \n", "TAVUS_API_KEY=new\n"),
                Arguments.of("CRLF", "TAVUS_API_KEY=old\r\nA=1\r\n", "TAVUS_API_KEY=new\r\nA=1\r\n"),
                Arguments.of("no last newline", "A=1\nTAVUS_API_KEY=old", "A=1\nTAVUS_API_KEY=new"),
                Arguments.of("BOM", "\uFEFFTAVUS_API_KEY=old\n", "\uFEFFTAVUS_API_KEY=new\n"),
                Arguments.of("indented", "  \tTAVUS_API_KEY=old\n", "  \tTAVUS_API_KEY=new\n"),
                Arguments.of("empty", "TAVUS_API_KEY=\n", "TAVUS_API_KEY=new\n"),
                Arguments.of("a name alone", "TAVUS_API_KEY\r\n", "TAVUS_API_KEY=new\r\n"),
                Arguments.of("letters", "Ä=ü🗝\nTAVUS_API_KEY=old\n# größer\n", "Ä=ü🗝\nTAVUS_API_KEY=new\n# größer\n"),
                Arguments.of("doubles of others", "A=1\nA=2\nTAVUS_API_KEY=old", "A=1\nA=2\nTAVUS_API_KEY=new"),
                Arguments.of("a # without blank", "TAVUS_API_KEY=o#d\n", "TAVUS_API_KEY=new\n"),
                Arguments.of("appended", "A=1\n", "A=1\nTAVUS_API_KEY=new\n"),
                Arguments.of("appended to CRLF", "A=1\r\nB=2", "A=1\r\nB=2\r\nTAVUS_API_KEY=new\r\n"),
                Arguments.of("appended after a lone CR", "A=1\r", "A=1\r\nTAVUS_API_KEY=new\r\n"),
                Arguments.of(
                        "appended after a comment", "#TAVUS_API_KEY=old", "#TAVUS_API_KEY=old\nTAVUS_API_KEY=new\n"),
                Arguments.of("appended to nothing", "", "TAVUS_API_KEY=new\n"),
                Arguments.of("appended to a BOM", "\uFEFF", "\uFEFFTAVUS_API_KEY=new\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("edits")
    void anEditChangesTheValueAndNothingElse(String what, String file, String edited) {
        assertThat(parse(file).isNew(KEY)).isEqualTo(what.startsWith("appended"));
        var changed = parse(file).with(KEY, "new");
        assertThat(new String(changed.bytes(), UTF_8)).isEqualTo(edited);
        assertThat(changed.unquoted(KEY)).contains("new");
        assertThat(changed.isQuoted(KEY))
                .isEqualTo(!changed.value(KEY).orElseThrow().equals("new"));
    }

    static Stream<Arguments> unclear() {
        return Stream.of(
                Arguments.of("A=1\nTAVUS_API_KEY=1\n\nTAVUS_API_KEY=2\n", 4, "lines 2 and 4"),
                Arguments.of("TAVUS_API_KEY=1\nTAVUS_API_KEY\n", 2, "lines 1 and 2"),
                Arguments.of("TAVUS_API_KEY=old # mine\n", 1, "comment"),
                Arguments.of("TAVUS_API_KEY=old\t#\n", 1, "comment"),
                Arguments.of("TAVUS_API_KEY=\"old\n", 1, "where the quoted value ends"),
                Arguments.of("TAVUS_API_KEY=\"o\\\"ld\"\n", 1, "where the quoted value ends"),
                Arguments.of("TAVUS_API_KEY='old'#mine\n", 1, "where the quoted value ends"),
                Arguments.of("A=1\nTAVUS_API_KEY='old'more\n", 2, "where the quoted value ends"));
    }

    @ParameterizedTest
    @MethodSource("unclear")
    void anEditThatCouldNotBeExactIsRefused(String file, int line, String why) {
        assertThatThrownBy(() -> parse(file).with(KEY, "new"))
                .isInstanceOfSatisfying(
                        EnvFileRefused.class, e -> assertThat(e.line()).isEqualTo(line))
                .hasMessageContaining(why)
                .hasMessageNotContaining("old");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb",
                "a\rb",
                "a\u0000b",
                "a\u001bb",
                "a\u0085b",
                "\tx",
                " x",
                "x ",
                "a\"b",
                "'x'",
                "a #b",
                "#x",
                "\ud83d"
            })
    void aNewValueThatWouldNotComeBackAsItIsIsRefused(String value) {
        for (var file : new String[] {"", "TAVUS_API_KEY=old\n", "TAVUS_API_KEY='old'\n"})
            assertThatThrownBy(() -> parse(file).with(KEY, value))
                    .isInstanceOf(EnvFileRefused.class)
                    .hasMessageStartingWith("the new value");
    }

    @Test
    void whatComposeWouldExpandIsNotPutBetweenDoubleQuotes() {
        assertThatThrownBy(() -> parse("TAVUS_API_KEY=\"old\"").with(KEY, "a$b"))
                .isInstanceOf(EnvFileRefused.class);
        assertThat(parse("TAVUS_API_KEY='old'").with(KEY, "a$b").value(KEY)).contains("'a$b'");
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of(bytes("A=1\nexport F=1\n"), 2, "white space in a name"),
                Arguments.of(bytes("F =1"), 1, "white space in a name"),
                Arguments.of(bytes("F\t"), 1, "white space in a name"),
                Arguments.of(bytes("\n\n=x\n"), 3, "no name"),
                Arguments.of(bytes("A=1\n \uFEFF =x\n"), 2, "white space in a name"),
                Arguments.of(new byte[] {'A', '=', '\n', 'B', '=', (byte) 0xC3, '\n'}, 2, "not UTF-8"),
                Arguments.of(new byte[] {'A', '=', (byte) 0xC3}, 1, "not UTF-8"),
                Arguments.of(new byte[] {(byte) 0xFF, (byte) 0xFE, 'A', 0}, 1, "not UTF-8"),
                Arguments.of(bytes("A=1\nB=\u0000\n"), 2, "NUL"),
                Arguments.of(bytes("A=1\nB=" + "x".repeat(65_536)), 2, "64 KiB"),
                Arguments.of(bytes("A=1\n".repeat(262_145)), 0, "1 MiB"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void whatDockerWouldNotReadIsRefusedWithItsLine(byte[] file, int line, String why) {
        assertThatThrownBy(() -> EnvFile.parse(file))
                .isInstanceOfSatisfying(
                        EnvFileRefused.class, e -> assertThat(e.line()).isEqualTo(line))
                .hasMessageContaining(why);
    }

    @Test
    void theLongestLineIsReadAndOneByteMoreIsNot() {
        var longest = "A=" + "x".repeat(65_533);
        assertThat(EnvFile.parse(bytes(longest)).value("A")).isPresent();
        for (var line : new String[] {longest + "x", longest + "\n"})
            assertThatThrownBy(() -> EnvFile.parse(bytes(line))).isInstanceOf(EnvFileRefused.class);
    }

    @Test
    void aFileThatBeginsWithAnEmptyLineGetsNoOther() {
        assertThat(parse("\n").with(KEY, "new").bytes()).isEqualTo(bytes("\nTAVUS_API_KEY=new\n"));
    }

    @Test
    void aFileOfTheLargestSizeIsRead() {
        assertThat(EnvFile.parse(bytes("A=1\n".repeat(262_144))).entries()).hasSize(1);
    }

    @Test
    void allEntriesAreGivenInOrder() {
        var entries = parse("B=1\n\n#C=x\nA='2'\nBARE\nB=3\n").entries();
        assertThat(entries).containsExactly(java.util.Map.entry("B", "3"), java.util.Map.entry("A", "'2'"));
    }

    @Test
    void nothingOfItShowsByItself() {
        var env = parse("TAVUS_API_KEY=sandbox-old\n");
        assertThat(env.toString()).isEqualTo("[env file of 1 lines]");
        assertThat(EnvLine.read(1, "TAVUS_API_KEY=sandbox-old", "").toString()).isEqualTo("[line of TAVUS_API_KEY]");
    }

    private static EnvFile parse(String text) {
        return EnvFile.parse(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
