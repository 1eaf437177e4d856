package dev.understudy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.understudy.common.Secret;
import dev.understudy.fixtures.BrokenStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** After a lock and after a full disk a transaction is one again: all of it or nothing, and what is said of its end is true. */
class TransactionsAfterTroubleTest {
    @TempDir
    Path folder;

    private HikariDataSource pool;
    private JdbcClient db;
    private TransactionTemplate transaction;

    @BeforeEach
    void open() {
        var url = Secret.of("jdbc:sqlite:" + folder.resolve("store.db"));
        pool = new StoreConfiguration().dataSource(DatabaseUrl.parse(url), new StoreSettings(url, 1));
        db = JdbcClient.create(pool);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(pool));
        db.sql("create table kept (x int)").update();
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void whereOneCouldNotBegin() {
        try (var locked = BrokenStore.locked(folder.resolve("store.db").toString())) {
            assertThatThrownBy(this::write).satisfies(this::isLocked);
        }
        transactionsAreWhole();
    }

    @Test
    void whereOneHadNoRoom() {
        try (var full = BrokenStore.full(db)) {
            assertThatThrownBy(this::write)
                    .satisfies(e -> assertThat(StoreTrouble.of(e)).isEqualTo(StoreTrouble.FULL));
        }
        transactionsAreWhole();
    }

    @Test
    void whereALockStandsBetweenTwoOfThem() {
        write();
        try (var locked = BrokenStore.locked(folder.resolve("store.db").toString())) {
            for (var i = 0; i < 3; i++) assertThatThrownBy(this::write).satisfies(this::isLocked);
            assertThat(count()).isEqualTo(1);
        }
        write();
        assertThat(count()).isEqualTo(2);
    }

    private void transactionsAreWhole() {
        assertThat(count()).isZero();
        write();
        assertThat(count()).isEqualTo(1);
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    db.sql("insert into kept values (2)").update();
                    throw new IllegalStateException("changed its mind");
                }))
                .hasMessage("changed its mind");
        assertThat(count()).as("what was taken back").isEqualTo(1);
    }

    private void write() {
        transaction.executeWithoutResult(
                status -> db.sql("insert into kept values (1)").update());
    }

    private void isLocked(Throwable failure) {
        assertThat(StoreTrouble.of(failure)).isEqualTo(StoreTrouble.LOCKED);
    }

    private int count() {
        return db.sql("select count(*) from kept").query(Integer.class).single();
    }
}
