package dev.understudy.envfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.Fuzz;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever a host has for an env file: it is read or refused, and an edit leaves all other lines byte for byte as they were. */
@Tag("fuzz")
class EnvFileFuzzTest {
    /** One byte more than is read. */
    private static final int FILE = (1 << 20) + 1;

    private static final String KEY = "TAVUS_API_KEY";
    private static final String VALUE = "exampleNewKey";
    private static final String APPENDED = "(\r?\n)?" + KEY + "=" + VALUE + "\r?\n";

    @Test
    void anyBytesAreAFileThatCanBeEditedOrAreRefused() {
        Fuzz.of("env", FILE, EnvFileRefused.class).at(bytes -> {
            var file = EnvFile.parse(bytes);
            assertThat(file.bytes()).isEqualTo(bytes);
            file.entries().keySet().forEach(each -> {
                file.isQuoted(each);
                file.unquoted(each);
            });
            edited(file, bytes);
        });
    }

    private static void edited(EnvFile file, byte[] before) {
        var edited = file.with(KEY, VALUE);
        assertThat(edited.unquoted(KEY)).contains(VALUE);
        assertThat(edited.with(KEY, VALUE).bytes()).isEqualTo(edited.bytes());
        var was = new String(before, UTF_8);
        var is = new String(edited.bytes(), UTF_8);
        if (file.isNew(KEY)) assertThat(is.substring(was.length())).matches(APPENDED);
        else onlyOneLineIsAnother(was.split("\n", -1), is.split("\n", -1));
        assertThat(is).startsWith(file.isNew(KEY) ? was : "");
    }

    private static void onlyOneLineIsAnother(String[] was, String[] is) {
        assertThat(is).hasSameSizeAs(was);
        var others = IntStream.range(0, was.length)
                .filter(i -> !is[i].equals(was[i]))
                .toArray();
        assertThat(others).hasSizeLessThan(2);
        for (var at : others) {
            var kept = was[at].substring(0, was[at].indexOf(KEY) + KEY.length());
            assertThat(is[at]).startsWith(kept + "=").contains(VALUE);
        }
    }
}
