package dev.understudy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.common.Secret;
import dev.understudy.fixtures.Postgres;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What people are told of a store in trouble, by the codes of both databases. */
class StoreTroubleTest {
    @ParameterizedTest
    @CsvSource({
        "SQLITE_BUSY, LOCKED",
        "SQLITE_BUSY_SNAPSHOT, LOCKED",
        "SQLITE_FULL, FULL",
        "SQLITE_READONLY_DBMOVED, READ_ONLY",
        "SQLITE_IOERR_WRITE, DISK",
        "SQLITE_ERROR, AWAY",
    })
    void sqlite(SQLiteErrorCode code, StoreTrouble trouble) {
        assertThat(StoreTrouble.of(spring(new SQLiteException("words", code)))).isEqualTo(trouble);
    }

    @ParameterizedTest
    @CsvSource({"53100, FULL", "55P03, LOCKED", "25006, READ_ONLY", "58030, DISK", "08006, AWAY"})
    void postgres(String state, StoreTrouble trouble) {
        assertThat(StoreTrouble.of(spring(new SQLException("words", state)))).isEqualTo(trouble);
    }

    /** PostgreSQL itself would wait for ever. */
    @Test
    void aLockOfSomebodyElseIsNotWaitedForLongOnPostgres() throws Exception {
        var url = Secret.of(Postgres.newDatabase());
        try (var pool = new StoreConfiguration().dataSource(DatabaseUrl.parse(url), new StoreSettings(url, 2));
                var other = pool.getConnection();
                var statement = other.createStatement()) {
            statement.execute("create table kept (x int)");
            other.setAutoCommit(false);
            statement.execute("lock table kept in access exclusive mode");
            var db = JdbcClient.create(pool);
            assertThatThrownBy(() -> db.sql("insert into kept values (1)").update())
                    .satisfies(failure -> assertThat(StoreTrouble.of(failure)).isEqualTo(StoreTrouble.LOCKED));
            other.rollback();
        }
    }

    private static UncategorizedSQLException spring(SQLException failure) {
        return new UncategorizedSQLException("task", "select 1", failure);
    }
}
