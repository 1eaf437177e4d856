package dev.understudy.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.audit.Audit.Deed;
import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.fixtures.ManualClock;
import dev.understudy.store.Dialect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The record: what is on it, page by page, and how long. */
class AuditTest {
    private final ManualClock clock = new ManualClock(1_900_000_000_000L);

    @BothDatabases
    void whatWasDoneIsReadPageByPageTheNewestFirst(Dialect dialect) {
        var audit = audit(dialect);
        IntStream.rangeClosed(1, 5).forEach(number -> {
            audit.note(deed("nr " + number));
            if (number != 3) clock.pass(Duration.ofMillis(1)); // two of them at the same moment
        });
        var calls = new AuditCalls(audit, new AuditSettings(Duration.ofDays(400)), clock);
        var seen = new ArrayList<String>();
        for (String before = null; ; ) {
            var page = page(calls, before);
            if (page.isEmpty()) break;
            page.forEach(entry -> seen.add(entry.outcome()));
            before = page.get(page.size() - 1).id();
        }
        assertThat(seen).hasSize(5).doesNotHaveDuplicates().startsWith("nr 5").endsWith("nr 2", "nr 1");
        var first = page(calls, null).get(0);
        assertThat(first.who()).isEqualTo("the operator");
        assertThat(first.at()).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
        assertThatThrownBy(() -> calls.list("2", "unknown")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> calls.list("101", null)).isInstanceOf(Refused.class);
    }

    @BothDatabases
    void whatIsRefusedIsOnRecordToo(Dialect dialect) {
        var audit = audit(dialect);
        assertThat(audit.attempt(deed("done"), () -> "result")).isEqualTo("result");
        clock.pass(Duration.ofMillis(1));
        assertThatThrownBy(() -> audit.attempt(deed("done"), () -> {
                    throw Problem.of(409, "host-locked", "Locked", "It is.").refused();
                }))
                .isInstanceOf(Refused.class);
        assertThat(audit.newest(10, null))
                .extracting(entry -> entry.deed().outcome())
                .containsExactly("refused: host-locked", "done");
    }

    @BothDatabases
    void oldEntriesAreForgotten(Dialect dialect) {
        var audit = audit(dialect);
        audit.note(deed("old"));
        clock.pass(Duration.ofDays(1));
        audit.note(deed("newer"));
        clock.pass(Duration.ofDays(399).plusMillis(1));
        assertThat(new AuditCalls(audit, new AuditSettings(Duration.ofDays(400)), clock).forget())
                .isEqualTo(1);
        assertThat(audit.newest(10, null))
                .extracting(entry -> entry.deed().outcome())
                .containsExactly("newer");
    }

    private Audit audit(Dialect dialect) {
        return new Audit(BothDatabases.Shared.empty(dialect).jdbc(), clock);
    }

    private static Deed deed(String outcome) {
        return new Deed("the operator", "restart", "one", "a test", outcome);
    }

    @SuppressWarnings("unchecked")
    private static List<AuditCalls.View> page(AuditCalls calls, @org.jspecify.annotations.Nullable String before) {
        return ((Map<String, List<AuditCalls.View>>) calls.list("2", before).body()).get("entries");
    }
}
