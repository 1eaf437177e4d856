package dev.understudy.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.alert.AlertKind;
import dev.understudy.session.EndReason;
import dev.understudy.session.Reason;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever is called at night finds every code in the runbook, and behind it what to do. */
class RunbookTest {
    private static final Pattern HEADING = Pattern.compile("(?m)^### `([a-z_]+)`\\n((?:(?!^#).*\\n)*)");
    private static final Pattern NEEDS_PERSON = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| [a-z_, ]*needs_person");
    private static final Pattern CHAPTER = Pattern.compile("(?ms)^## Alerts\\n.*?(?=^## )");
    private final String runbook = Checkout.text(Path.of("docs/runbook.md"));
    private final String alerts =
            CHAPTER.matcher(runbook).results().findFirst().orElseThrow().group();
    private final List<MatchResult> parts =
            HEADING.matcher(runbook.replace(alerts, "")).results().toList();
    private final List<MatchResult> alertParts =
            HEADING.matcher(alerts).results().toList();

    @Test
    void everyReasonAndEndReasonHasOneHeadingAndNoOtherHas() {
        var codes = Stream.concat(
                Arrays.stream(Reason.values()).map(Reason::code),
                Arrays.stream(EndReason.values()).map(EndReason::code));
        assertThat(parts).extracting(part -> part.group(1)).containsExactlyInAnyOrderElementsOf(codes.toList());
    }

    @Test
    void everyKindOfAlertHasOneHeadingAndNoOtherHas() {
        assertThat(alertParts)
                .extracting(part -> part.group(1))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(AlertKind.values()).map(AlertKind::code).toList());
    }

    /** A page that makes links of headings numbers the second of two alike: an alert leads to the first. */
    @Test
    void theAlertsComeBeforeWhateverHasTheSameName() {
        assertThat(runbook.indexOf("### `tavus_key_rejected`")).isGreaterThan(runbook.indexOf(alerts));
        assertThat(runbook.indexOf("### `tavus_key_rejected`")).isLessThan(runbook.indexOf(alerts) + alerts.length());
    }

    @Test
    void everyProblemThatNeedsAPersonIsOneToLookFor() {
        var codes = NEEDS_PERSON
                .matcher(Checkout.text(Path.of("docs/problems.md")))
                .results()
                .map(hit -> "\n| `" + hit.group(1) + "` |")
                .toList();
        assertThat(codes).hasSizeGreaterThan(5);
        assertThat(Checkout.text(Path.of("docs/runbook.md"))).contains(codes);
    }

    @Test
    void everyHeadingSaysWhatItMeansWhatUsersNoticeAndWhatToDo() {
        assertThat(Stream.concat(parts.stream(), alertParts.stream()).toList())
                .allSatisfy(part -> assertThat(part.group(2))
                        .as(part.group(1))
                        .containsSubsequence("**Means:**", "**Users notice:**", "**Do:**"));
    }
}
