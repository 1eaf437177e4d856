package dev.understudy.bench;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Steps among 100 and among 100,000 open sessions. The rows are written straight into the file: copies of a real session, in
 * ENDING and due tomorrow, so that neither heartbeat nor timers have anything to do for them; what is measured is whether
 * their being there slows the steps of the others. LiveKit knows none of their rooms, so reconcile is put off meanwhile.
 */
final class FullStore {
    private static final int FEW = 100;
    private static final int MANY = 100_000;
    private static final int IN_FLIGHT = 4;
    private static final int WARM_UPS = 6;
    private final Contestant ours;
    private final Report report;

    FullStore(Contestant ours, Report report) {
        this.ours = ours;
        this.report = report;
    }

    void run(double seconds) throws IOException, InterruptedException, SQLException {
        report.title("Open sessions in the store: 100 against 100,000");
        for (var round = 0; round < WARM_UPS; round++) ours.play(64, 0, 2 * seconds);
        var few = new ArrayList<Played>();
        var many = new ArrayList<Played>();
        for (var round = 0; round < 3; round++) {
            few.add(among(FEW, seconds));
            many.add(among(MANY, seconds));
        }
        var slower = Played.median(many, one -> one.agent().p50())
                / Played.median(few, one -> one.agent().p50());
        report.atMost("one step (agent joined -> Tavus, median) among 100,000 : among 100", slower, 1.2);
        var work = Played.median(many, Played::cpu) / Played.median(few, Played::cpu);
        report.line("processor time a session among 100,000 : among 100 = %.2f", work);
    }

    private Played among(int open, double seconds) throws IOException, InterruptedException, SQLException {
        fill(open);
        var played = ours.play(IN_FLIGHT, 0, seconds);
        report.line("among %,7d: %s", open, played);
        return played;
    }

    private void fill(int count) throws SQLException {
        try (var db = DriverManager.getConnection("jdbc:sqlite:" + ours.database + "?busy_timeout=20000");
                var statement = db.createStatement()) {
            db.setAutoCommit(false);
            statement.executeUpdate("delete from session where id like 'filler-%'");
            statement.executeUpdate(SQL.replace("COUNT", Integer.toString(count)));
            db.commit();
        }
    }

    private static final String SQL = String.join(
            " ",
            List.of(
                    "with recursive n(i) as (select 1 union all select i + 1 from n where i < COUNT),",
                    "one as (select * from session where id not like 'filler-%' order by created_at desc limit 1)",
                    "insert into session (id, room, open, state, agent_name, mode, agent, agent_at, conversation, data,",
                    "dispatched_at, due_at, lease_until, version, created_at, updated_at)",
                    "select 'filler-' || i, 'filler-' || i, 1, 'ENDING', agent_name, 'video', 'agent-' || i, agent_at, 'c' || i,",
                    "data, dispatched_at, updated_at + 86400000, 0, 9, created_at + i, updated_at + i from n, one"));
}
