package dev.understudy.envfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in the file: an edit changes the value's bytes alone, and can be taken back. */
class AnyEnvFileTest {
    private static final String KEY = "TAVUS_API_KEY";

    /**
     * A file around one value.
     *
     * @param before all bytes up to the value
     * @param old the value without its quotes
     * @param after all bytes from there on
     */
    record Around(String before, String old, String after) {
        byte[] with(String value) {
            return (before + value + after).getBytes(UTF_8);
        }
    }

    @Property(tries = 3_000)
    void anEditChangesTheValuesBytesAloneAndCanBeTakenBack(@ForAll("files") Around file, @ForAll("keys") String key) {
        var original = EnvFile.parse(file.with(file.old()));
        assertThat(original.unquoted(KEY)).contains(file.old());
        var edited = original.with(KEY, key);
        assertThat(edited.bytes()).isEqualTo(file.with(key));
        assertThat(edited.unquoted(KEY)).contains(key);
        if (!edited.isQuoted(KEY)) assertThat(edited.value(KEY)).contains(key);
        assertThat(edited.with(KEY, file.old()).bytes()).isEqualTo(file.with(file.old()));
        var others = edited.entries();
        others.remove(KEY);
        assertThat(original.entries()).containsAllEntriesOf(others).hasSize(others.size() + 1);
    }

    @Property(tries = 1_000)
    void anAppendedVariableLeavesAllBytesThatWereThere(@ForAll("text") String text, @ForAll("keys") String key) {
        var original = EnvFile.parse(text.getBytes(UTF_8));
        var edited = new String(original.with(KEY, key).bytes(), UTF_8);
        assertThat(original.isNew(KEY)).isTrue();
        assertThat(edited).startsWith(text).matches("(?s).*" + KEY + "=" + Pattern.quote(key) + "\r?\n");
        assertThat(EnvFile.parse(edited.getBytes(UTF_8)).value(KEY)).contains(key);
    }

    @Provide
    Arbitrary<Around> files() {
        var quote = Arbitraries.of("", "\"", "'");
        var tail = Arbitraries.of("", " ", "\t ", " # \"it's\"", "\t#");
        var ending = Arbitraries.of("\n", "\r\n");
        var value = Combinators.combine(quote, keys(), tail)
                .as((mark, old, behind) -> new Around(KEY + "=" + mark, old, mark.isEmpty() ? "" : mark + behind));
        return Combinators.combine(text(), value, ending, text()).as((first, middle, line, last) -> {
            var above = first.isEmpty() || first.equals(EnvLine.BOM) || first.endsWith("\n") ? first : first + "\n";
            return new Around(
                    above + middle.before(), middle.old(), middle.after() + line + last.replace(EnvLine.BOM, ""));
        });
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('0', '9')
                .withChars("-_.=+/é")
                .ofMinLength(0)
                .ofMaxLength(40);
    }

    @Provide
    Arbitrary<String> text() {
        var name = Arbitraries.of("A", "B2", "TAVUS_API_KEY_NEXT", "TAVUS_API_KE", "größe", "tavus_api_key");
        var anything = Arbitraries.strings()
                .all()
                .excludeChars('\n', '\u0000')
                .ofMaxLength(12)
                .map(AnyEnvFileTest::whole);
        var assigned = Combinators.combine(name, anything).as((left, right) -> left + "=" + right);
        var comment = anything.map(words -> " # " + words);
        var line = Arbitraries.oneOf(assigned, comment, name, Arbitraries.of("", "  ", "#TAVUS_API_KEY=x", "\t"));
        var ended = Combinators.combine(line, Arbitraries.of("\n", "\r\n")).as(String::concat);
        var lines = ended.list().ofMaxSize(6).map(all -> String.join("", all));
        return Combinators.combine(
                        Arbitraries.of("", EnvLine.BOM), lines, Arbitraries.oneOf(line, Arbitraries.just("")))
                .as((bom, all, last) -> bom + all + last);
    }

    /** Half surrogates are no text. */
    private static String whole(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }
}
