package dev.understudy.store;

import java.sql.SQLException;
import java.util.Properties;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * A connection that still knows whether a transaction is open when one could not begin or end. The driver does not (3.54.1): where
 * another process's lock kept a transaction from beginning, or SQLite itself took one back for which the disk had no room, it goes
 * on as if one were open. From then on nothing is in a transaction, and each commit fails although all was written, for as long as
 * the connection lives.
 *
 * <p>Each transaction begins with {@code setAutoCommit(false)} and ends with {@code setAutoCommit(true)}, as Spring's and Flyway's
 * do: after a commit none begins by itself.
 */
final class SqliteConnection extends JDBC4Connection {
    private static final String PREFIX = "jdbc:sqlite:";
    private static final String NOTHING_TO_END = "no transaction is active";
    private boolean ended;

    SqliteConnection(String url, Properties settings) throws SQLException {
        super(url, url.substring(PREFIX.length()), settings);
    }

    @Override
    public void setAutoCommit(boolean on) throws SQLException {
        if (on == getAutoCommit()) return;
        if (!on) {
            begin();
            return;
        }
        try {
            end("commit");
        } finally {
            getConnectionConfig().setAutoCommit(true);
        }
    }

    @Override
    public void commit() throws SQLException {
        requireOne();
        end("commit");
    }

    @Override
    public void rollback() throws SQLException {
        requireOne();
        end("rollback");
    }

    private void begin() throws SQLException {
        ended = false;
        try {
            super.setAutoCommit(false);
        } catch (SQLException e) {
            getConnectionConfig().setAutoCommit(true);
            throw e;
        }
    }

    private void end(String how) throws SQLException {
        try {
            if (!ended) getDatabase().exec(how, false);
        } catch (SQLException e) {
            takeBack();
            if (!how.equals("rollback") || !isOver(e)) throw e;
        } finally {
            ended = true;
        }
    }

    /** What could not be written down must not be written later. */
    private void takeBack() throws SQLException {
        try {
            getDatabase().exec("rollback", false);
        } catch (SQLException e) {
            if (!isOver(e)) throw e;
        }
    }

    private void requireOne() throws SQLException {
        if (getAutoCommit()) throw new SQLException("there is no transaction to end: the connection commits by itself");
    }

    private static boolean isOver(SQLException e) {
        return String.valueOf(e.getMessage()).contains(NOTHING_TO_END);
    }
}
