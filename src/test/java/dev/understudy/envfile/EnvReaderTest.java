package dev.understudy.envfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The same file, read and changed by the rules of Compose and of dotenv; RealEnvReadersTest holds the same against the real ones. */
class EnvReaderTest {
    private static final String KEY = "TAVUS_API_KEY";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', nullValues = "-", textBlock = """
            K=a                 | a       | a
            K = a               | a       | a
            export K=a          | a       | a
            K=a # one           | a       | a
            K=a# one            | a# one  | a# one
            K='a b'             | a b     | a b
            K="a b" # c         | a b     | a b
            K='it\\'s'          | it's    | it's
            K="x\\ty"           | x\ty    | x\ty
            K='x\\ty'           | x\\ty   | x\\ty
            K='$5'              | $5      | $5
            K=$$5               | $$5     | $5
            K="\\$5"            | \\$5    | $5
            K=${A}              | -       | -
            K=$A                | $A      | -
            K='${A}'            | -       | ${A}
            K: a                | -       | a
            K=                  | §§      | §§
            K                   | -       | -
            """)
    void aValueIsReadByItsReader(String file, String python, String compose) {
        assertThat(value(file, EnvReader.DOTENV)).isEqualTo(python);
        assertThat(value(file, EnvReader.COMPOSE_1)).isEqualTo(python);
        assertThat(value(file, EnvReader.COMPOSE_2)).isEqualTo(compose);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            TAVUS_API_KEY=old                       | TAVUS_API_KEY=new
            export TAVUS_API_KEY = 'old'  # mine    | export TAVUS_API_KEY = 'new'  # mine
            TAVUS_API_KEY="old"                     | TAVUS_API_KEY="new"
            TAVUS_API_KEY=old # mine                | TAVUS_API_KEY=new # mine
            TAVUS_API_KEY=                          | TAVUS_API_KEY=new
            TAVUS_API_KEY                           | TAVUS_API_KEY=new
            A='1⏎TAVUS_API_KEY=x'⏎TAVUS_API_KEY=o | A='1⏎TAVUS_API_KEY=x'⏎TAVUS_API_KEY=new
            A=1                                     | A=1⏎TAVUS_API_KEY=new⏎
            """)
    void onlyTheValuesBytesChange(String file, String changed) {
        for (var reader : new EnvReader[] {EnvReader.COMPOSE_1, EnvReader.COMPOSE_2, EnvReader.DOTENV})
            assertThat(with(file.replace("⏎", "\n"), "new", reader)).isEqualTo(changed.replace("⏎", "\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "'TAVUS_API_KEY=old',    COMPOSE_2, TAVUS_API_KEY='a$b'",
        "'TAVUS_API_KEY=old',    DOTENV,    TAVUS_API_KEY=a$b",
        "'TAVUS_API_KEY=\"old\"', COMPOSE_2, TAVUS_API_KEY='a$b'",
        "'TAVUS_API_KEY=\"old\"', DOTENV,    TAVUS_API_KEY=\"a$b\""
    })
    void aKeyIsWrittenAsItsReaderReadsItBack(String file, EnvReader reader, String changed) {
        assertThat(with(file, "a$b", reader)).isEqualTo(changed.replace("''", "'"));
    }

    @Test
    void aKeyThatNoFormReadsBackIsRefused() {
        assertThatThrownBy(() -> with("TAVUS_API_KEY=old", "a${b}", EnvReader.DOTENV))
                .isInstanceOf(EnvFileRefused.class)
                .hasMessageContaining("no form")
                .hasMessageNotContaining("a${b}");
    }

    @Test
    void aFaultyLineThatMayBeTheKeysIsRefused() {
        assertThatThrownBy(() -> with("TAVUS_API_KEY='old\nA=1\n", "new", EnvReader.DOTENV))
                .isInstanceOf(EnvFileRefused.class)
                .hasMessageContaining("does not understand");
    }

    @ParameterizedTest
    @CsvSource({"'A B=1', 1", "'A=1\nK=\"open', 2", "'K=\"a\" b', 1", "'#ok\nÄ!=1', 2"})
    void whatComposeRefusesIsRefusedWithItsLine(String file, int line) {
        assertThatThrownBy(() -> parse(file, EnvReader.COMPOSE_2))
                .isInstanceOfSatisfying(EnvFileRefused.class, refused -> assertThat(refused.line())
                        .isEqualTo(line));
    }

    @ParameterizedTest
    @EnumSource(EnvReader.class)
    void everyByteOfAFileComesBack(EnvReader reader) {
        var file = "\uFEFF# one\r\n\r\nA=1\r\nB='2'\t#\n\n  C=3\nD=";
        assertThat(parse(file, reader).bytes()).isEqualTo(file.getBytes(UTF_8));
    }

    private static EnvFile parse(String file, EnvReader reader) {
        return EnvFile.parse(file.getBytes(UTF_8), reader);
    }

    private static String value(String file, EnvReader reader) {
        try {
            return parse(file, reader).value("K").orElse(null);
        } catch (EnvFileRefused e) {
            return null;
        }
    }

    private static String with(String file, String value, EnvReader reader) {
        return new String(parse(file, reader).with(KEY, value).bytes(), UTF_8);
    }
}
