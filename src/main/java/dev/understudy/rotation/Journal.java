package dev.understudy.rotation;

import dev.understudy.store.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Every step of every rotation: what is intended is written before, what came of it after. */
@Repository
public class Journal {
    private static final int LONGEST = 4_000;
    /** What was done on a host before it was begun anew counts for nothing. */
    private static final String LAST_ANEW = "(select coalesce(max(seq), 0) from rotation_step where rotation_id = ?"
            + " and position = ? and name = ?)";

    private final JdbcClient db;
    private final Clock clock;

    /** Works over the one database. */
    public Journal(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Writes that a step begins; gives the line's number. */
    public long begin(String rotation, int position, String name) {
        var seq = 1
                + db.sql("select coalesce(max(seq), 0) from rotation_step where rotation_id = ? and position = ?")
                        .params(rotation, position)
                        .query(Long.class)
                        .single();
        db.sql("insert into rotation_step (rotation_id, position, seq, name, started_at) values (?, ?, ?, ?, ?)")
                .params(rotation, position, seq, name, clock.millis())
                .update();
        return seq;
    }

    /** Writes a step of ours that was done before there was a journal: from the rotation's creation to now. */
    public void note(Rotation rotation, String name, String observed) {
        var seq = begin(rotation.id(), StepLine.OURS, name);
        db.sql("update rotation_step set started_at = ? where rotation_id = ? and position = ? and seq = ?")
                .params(rotation.createdAt(), rotation.id(), StepLine.OURS, seq)
                .update();
        end(new StepLine(rotation.id(), StepLine.OURS, seq, name, StepLine.DONE, observed, 0, null));
    }

    /** Writes what came of it. */
    public void end(StepLine line) {
        var observed = line.observed() == null ? "" : line.observed();
        db.sql("update rotation_step set outcome = ?, observed = ?, finished_at = ?"
                        + " where rotation_id = ? and position = ? and seq = ?")
                .params(
                        line.outcome(),
                        observed.length() > LONGEST ? observed.substring(0, LONGEST) + "…" : observed,
                        clock.millis(),
                        line.rotation(),
                        line.position(),
                        line.seq())
                .update();
    }

    /** Keeps what a worker said last that failed in that step; masked by whoever gives it. */
    void keep(String rotation, int position, long seq, List<String> lines) {
        db.sql("update rotation_step set log = ? where rotation_id = ? and position = ? and seq = ?")
                .params(String.join("\n", lines), rotation, position, seq)
                .update();
    }

    /** What was kept of a step's worker; empty for nothing. */
    List<String> log(String rotation, int position, long seq) {
        return db
                .sql("select coalesce(log, '') from rotation_step where rotation_id = ? and position = ? and seq = ?")
                .params(rotation, position, seq)
                .query(String.class)
                .list()
                .stream()
                .flatMap(String::lines)
                .toList();
    }

    /** What was begun and never ended is lost: whoever did it is gone. */
    public void abandon(String rotation) {
        db.sql("update rotation_step set outcome = ?, observed = ?, finished_at = ? where rotation_id = ?"
                        + " and outcome is null")
                .params(StepLine.LOST, "whoever did it was stopped in the middle", clock.millis(), rotation)
                .update();
    }

    /** Whether that step was done. */
    public boolean isDone(String rotation, int position, String name) {
        return db.sql("select count(*) from rotation_step where rotation_id = ? and position = ? and name = ?"
                                + " and outcome = ? and seq > " + LAST_ANEW)
                        .params(rotation, position, name, StepLine.DONE, rotation, position, StepLine.ANEW)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Whether that step was begun, whatever became of it. */
    public boolean isBegun(String rotation, int position, String name) {
        return db.sql("select count(*) from rotation_step where rotation_id = ? and position = ? and name = ?"
                                + " and seq > " + LAST_ANEW)
                        .params(rotation, position, name, rotation, position, StepLine.ANEW)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Writes something that was done at once. */
    public void write(String rotation, int position, String name, String observed) {
        var seq = begin(rotation, position, name);
        end(new StepLine(rotation, position, seq, name, StepLine.DONE, observed, 0, null));
    }

    /** All of a rotation's, in order. */
    public List<StepLine> of(String rotation) {
        return db.sql("select * from rotation_step where rotation_id = ? order by position, seq")
                .param(rotation)
                .query(Journal::row)
                .list();
    }

    private static StepLine row(ResultSet row, int number) throws SQLException {
        return new StepLine(
                row.getString("rotation_id"),
                row.getInt("position"),
                row.getLong("seq"),
                row.getString("name"),
                row.getString("outcome"),
                row.getString("observed"),
                row.getLong("started_at"),
                Columns.number(row, "finished_at"));
    }
}
