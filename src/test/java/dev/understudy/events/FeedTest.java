package dev.understudy.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.BothDatabases;
import dev.understudy.fixtures.ManualClock;
import dev.understudy.session.SessionEvents;
import dev.understudy.store.Dialect;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finding what is new: nothing twice, nothing lost, whichever node wrote it and in whatever order it became visible. */
class FeedTest {
    private static final long NOW = 1_800_000_000_000L;
    private final ManualClock clock = new ManualClock(NOW);
    private JdbcClient db;
    private Feed feed;

    @BothDatabases
    void whatIsThereAtTheBeginningIsNoNews(Dialect dialect) {
        open(dialect);
        write(NOW - 10, "s1", 100);
        feed.begin();
        assertThat(feed.next()).isEmpty();
        write(NOW + 5, "s1", 200);
        assertThat(seqs(feed.next())).containsExactly(200L);
        assertThat(feed.next()).isEmpty();
    }

    @BothDatabases
    void aLineThatBecomesVisibleLateIsFound(Dialect dialect) {
        open(dialect);
        feed.begin();
        clock.pass(Duration.ofSeconds(2));
        write(NOW + 2_000, "s1", 200);
        assertThat(seqs(feed.next())).containsExactly(200L);
        write(NOW + 100, "s2", 100);
        assertThat(seqs(feed.next())).containsExactly(100L);
        assertThat(feed.next()).isEmpty();
    }

    @BothDatabases
    void aNodeWhoseClockIsFastHidesNobody(Dialect dialect) {
        open(dialect);
        feed.begin();
        write(NOW + 60_000, "s1", 100);
        assertThat(seqs(feed.next())).containsExactly(100L);
        write(NOW + 1, "s2", 200);
        assertThat(seqs(feed.next())).containsExactly(200L);
        assertThat(feed.next()).isEmpty();
    }

    @BothDatabases
    void aBurstOfManyPagesComesWholeAndOnce(Dialect dialect) {
        open(dialect);
        feed.begin();
        for (var i = 0; i < 1_300; i++) write(NOW + i / 3, "s1", i);
        assertThat(seqs(feed.next())).hasSize(1_300).doesNotHaveDuplicates().isSorted();
        assertThat(feed.next()).isEmpty();
    }

    @BothDatabases
    void whoComesAgainGetsWhatItMissedAndNotWhatIsStillToCome(Dialect dialect) {
        open(dialect);
        for (var i = 0; i < 5; i++) write(NOW - 100 + i, "s1", i);
        feed.begin();
        write(NOW + 1, "s1", 9);
        var heard = new Position(NOW - 98, "s1", 2);
        assertThat(seqs(feed.after(heard, 10))).containsExactly(3L, 4L);
        assertThat(feed.after(heard, 1)).as("one more than the limit").hasSize(2);
        assertThat(seqs(feed.next())).containsExactly(9L);
    }

    private void open(Dialect dialect) {
        var database = BothDatabases.Shared.empty(dialect);
        db = database.jdbc();
        feed = new Feed(List.of(new SessionNews(new SessionEvents(new JdbcTemplate(database.dataSource())))), clock);
        for (var id : List.of("s1", "s2")) session(id);
    }

    private void session(String id) {
        db.sql("insert into session (id, room, open, state, agent_name, agent_at, data, dispatched_at, lease_until,"
                        + " version, created_at, updated_at) values (?, ?, 1, 'AUDIO', 'a', 0, '{}', 0, 0, 1, 0, 0)")
                .params(id, "room-" + id)
                .update();
    }

    private void write(long at, String session, long seq) {
        db.sql("insert into session_event (session_id, seq, at, event, state, reason, attempt)"
                        + " values (?, ?, ?, 'x', 'AUDIO', null, 1)")
                .params(session, seq, at)
                .update();
    }

    private static List<Long> seqs(List<News> lines) {
        return lines.stream().map(line -> line.position().seq()).toList();
    }
}
