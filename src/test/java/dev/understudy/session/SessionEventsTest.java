package dev.understudy.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.session.SessionEvents.Line;
import dev.understudy.store.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The lines of a story in the order in which they were said, whatever is said at the same moment, for who reads and who listens. */
class SessionEventsTest {
    private final Stores stores = Stores.empty(Dialect.SQLITE);

    @Test
    void whatIsSaidInOneMomentKeepsItsOrder() {
        var session = stores.open("s1", "demo");
        var said = new ArrayList<>(List.of("opened"));
        for (var version = 2; version <= 4; version++) {
            var now = stores.sessions().find("s1").orElseThrow();
            var lines = IntStream.range(0, 3)
                    .mapToObj(number -> "line " + now.stamps().version() + number);
            var entries = lines.map(text -> new TimelineEntry(Times.NOW, text, SessionState.REQUESTED, null, 1))
                    .toList();
            stores.writes().write(new Change(now, now, entries, List.of(), Change.Next.NONE), 0, List.of());
            entries.forEach(entry -> said.add(entry.event()));
        }
        assertThat(stores.events().of("s1")).extracting(TimelineEntry::event).isEqualTo(said);
        var lines = stores.events().since(Times.NOW, 99);
        assertThat(lines).extracting(line -> line.entry().event()).isEqualTo(said);
        assertThat(lines)
                .extracting(Line::seq)
                .isSorted()
                .doesNotHaveDuplicates()
                .startsWith(100L, 200L, 201L);
        assertThat(lines)
                .allMatch(line ->
                        line.session().equals(session.id()) && line.room().equals("demo"));
        assertThat(stores.events().since(Times.NOW, 2)).hasSize(2);
        assertThat(stores.events().since(Times.NOW + 1, 99)).isEmpty();
    }

    @Test
    void aSessionThatWasReadBeforeAWriteHasNothingOfIt() {
        var read = stores.open("s1", "demo");
        var line = new TimelineEntry(Times.NOW, "user came back", SessionState.VIDEO, null, 1);
        stores.writes().write(new Change(read, read, List.of(line), List.of(), Change.Next.NONE), 0, List.of());
        assertThat(stores.events().of(read)).extracting(TimelineEntry::event).containsExactly("opened");
        assertThat(stores.events().of(stores.sessions().find("s1").orElseThrow()))
                .extracting(TimelineEntry::event)
                .containsExactly("opened", "user came back");
    }
}
