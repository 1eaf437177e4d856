package dev.understudy.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads columns that JDBC has no word for. */
public final class Columns {
    private Columns() {}

    /** A whole number; null where the row has none. */
    public static @Nullable Long number(ResultSet row, String column) throws SQLException {
        var value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
