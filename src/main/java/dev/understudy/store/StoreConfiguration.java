package dev.understudy.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.sqlite.SQLiteConfig;

/** Opens the database with the durability that the rest relies on. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {
    /** Of opening a connection; {@link LockWait} says how long its writes wait. */
    private static final int BUSY_MS = 500;
    /** In line for a connection, ms. With the wait for a lock a call that cannot be served is answered within 5 s. */
    private static final int LINE_MS = 4_000;

    @Bean
    DatabaseUrl databaseUrl(StoreSettings settings) {
        return DatabaseUrl.parse(settings.url());
    }

    @Bean
    Dialect dialect(DatabaseUrl url) {
        return url.isSqlite() ? Dialect.SQLITE : Dialect.POSTGRESQL;
    }

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(DatabaseUrl url, StoreSettings settings) {
        var pool = new HikariConfig();
        pool.setPoolName("store");
        pool.setConnectionTimeout(LINE_MS);
        if (url.isSqlite()) sqlite(pool, url);
        else postgres(pool, url, settings);
        return new HikariDataSource(pool);
    }

    /** WAL with a synced commit: what was answered with 200 survives a power cut. One connection, as SQLite has one writer. */
    private static void sqlite(HikariConfig pool, DatabaseUrl url) {
        makeForUsAlone(Path.of(url.file()).toAbsolutePath());
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setBusyTimeout(BUSY_MS);
        pool.setDataSource(new SqliteFile(url.jdbc(), config));
        pool.setMaximumPoolSize(1);
    }

    private static void postgres(HikariConfig pool, DatabaseUrl url, StoreSettings settings) {
        pool.setJdbcUrl(url.jdbc());
        // said on the connection, not at its start: PgBouncer refuses start-up options that it does not know
        pool.setConnectionInitSql("set lock_timeout = '3s'");
        if (url.user() != null) pool.setUsername(url.user());
        if (url.password() != null) pool.setPassword(url.password().reveal());
        pool.setMaximumPoolSize(settings.connections());
    }

    /** It holds rooms' and participants' names. SQLite gives the two files beside it the rights that this one has. */
    private static void makeForUsAlone(Path file) {
        var folder = file.getParent();
        try {
            if (folder != null && !Files.exists(folder)) Files.createDirectories(folder, alone(folder, "rwx------"));
            if (!Files.exists(file)) Files.createFile(file, alone(folder, "rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the database's file: " + file, e);
        }
    }

    /** Nothing where the file system has no such rights. */
    private static FileAttribute<?>[] alone(@Nullable Path where, String rights) {
        var hasRights = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        if (where == null || !hasRights) return new FileAttribute<?>[0];
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))};
    }
}
