package dev.understudy.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.BusyHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/** Opens connections to a SQLite file, which wait for another process's lock as {@link LockWait} says; there are no users. */
final class SqliteFile extends SQLiteDataSource {
    private final LockWait lockWait = new LockWait();

    SqliteFile(String url, SQLiteConfig config) {
        super(config);
        setUrl(url);
    }

    @Override
    public SQLiteConnection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
        var connection = new SqliteConnection(getUrl(), getConfig().toProperties());
        BusyHandler.setHandler(connection, lockWait);
        return connection;
    }
}
