package dev.understudy.conventions;

import static org.assertj.core.api.Assertions.assertThat;

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
    private final List<MatchResult> parts =
            HEADING.matcher(Checkout.text(Path.of("docs/runbook.md"))).results().toList();

    @Test
    void everyReasonAndEndReasonHasOneHeadingAndNoOtherHas() {
        var codes = Stream.concat(
                Arrays.stream(Reason.values()).map(Reason::code),
                Arrays.stream(EndReason.values()).map(EndReason::code));
        assertThat(parts).extracting(part -> part.group(1)).containsExactlyInAnyOrderElementsOf(codes.toList());
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
        assertThat(parts).allSatisfy(part -> assertThat(part.group(2))
                .as(part.group(1))
                .containsSubsequence("**Means:**", "**Users notice:**", "**Do:**"));
    }
}
