package dev.understudy.masking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.common.PlainText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines with secrets as people found them in workers' logs, and one known key among them. */
class WildLinesTest {
    private static final String KEY = "tvs9f8e7d6c5b4a39281706";
    private static final Masking MASKING = new Masking(List.of(Known.of("TAVUS_API_KEY", KEY)));

    /** What of each line may not be seen. */
    private static final List<String> SECRETS = List.of(
            KEY,
            KEY,
            KEY,
            "sk-proj-****************abcd",
            KEY,
            KEY,
            "other1234567890abcdef",
            "pa:ss",
            "u:p@",
            "abcdef123456",
            "sk_live1234567890abcdefABCDEF0123",
            "sk-proj-" + "AbCdEf0123456789AbCdEf0123456789",
            "zzz1234567890zzz",
            "+4915112345678",
            "jane.doe@example.org");

    @Test
    void nothingSecretOfThemIsSeen() throws IOException {
        var lines = Files.readAllLines(Path.of("src/test/resources/wild/logs/secrets-to-mask.log"));
        assertThat(lines).hasSameSizeAs(SECRETS);
        for (var i = 0; i < lines.size(); i++) {
            assertThat(PlainText.of(lines.get(i))).contains(SECRETS.get(i));
            assertThat(MASKING.line(lines.get(i)))
                    .as("line %d", i + 1)
                    .doesNotContain(SECRETS.get(i), "tvs9f8e7", "d6c5b4a39281706");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[31m%s\u001b[0m",
                "\u001b[38;5;208m%s\u001b[m",
                "\u001b]8;;https://example.org\u0007%s\u001b]8;;\u0007",
                "\\u001b[31m%s\\u001B[0m",
                "\\\\x1b[1;31m%s\\\\x1b[0m",
                "\\033[31m%s\\e[0m",
                "^[[31m%s^[[0m",
                "#033[31m%s#033[0m"
            })
    void aKeyThatIsColouredInItsMiddleIsAKey(String colour) {
        var line = "key tvs9" + colour.formatted("f8e7") + "d6c5b4a39281706 end";
        assertThat(MASKING.line(line)).isEqualTo("key [TAVUS_API_KEY] end");
    }
}
