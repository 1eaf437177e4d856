package dev.understudy.store;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What is the matter with a store that does not do as it is told, in words for people; nothing of the statement, a value or a path. */
public enum StoreTrouble {
    LOCKED("another process holds the database's lock"),
    FULL("the disk is full"),
    READ_ONLY("the database may only be read"),
    DISK("the disk cannot be read or written"),
    AWAY("it does not answer");

    private static final Set<SQLiteErrorCode> BUSY =
            Set.of(SQLiteErrorCode.SQLITE_BUSY, SQLiteErrorCode.SQLITE_LOCKED, SQLiteErrorCode.SQLITE_PROTOCOL);

    private final String words;

    StoreTrouble(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** Whether a failure is one of the store, and not of what it was asked. */
    public static boolean isOf(Throwable failure) {
        return failure instanceof DataAccessException
                || failure instanceof TransactionException
                || failure instanceof SQLException;
    }

    /** What is behind it; what nobody knows counts as no answer. */
    public static StoreTrouble of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) return of(sqlite.getResultCode());
            if (cause instanceof SQLException sql && sql.getSQLState() != null) return ofState(sql.getSQLState());
            if (cause instanceof TransactionException broken) {
                // SQLite itself takes back a transaction for which there is no room: why is said by what came before
                var first = application(broken);
                if (first != null) return of(first);
            }
        }
        return AWAY;
    }

    private static @Nullable Throwable application(TransactionException broken) {
        return broken instanceof org.springframework.transaction.TransactionSystemException system
                ? system.getApplicationException()
                : null;
    }

    /** The code may be an extended one, as SQLITE_BUSY_SNAPSHOT: its last byte is the plain one (sqlite.org/rescode.html). */
    private static StoreTrouble of(SQLiteErrorCode code) {
        var plain = SQLiteErrorCode.getErrorCode(code.code & 0xff);
        if (BUSY.contains(plain)) return LOCKED;
        return switch (plain) {
            case SQLITE_FULL -> FULL;
            case SQLITE_READONLY, SQLITE_PERM -> READ_ONLY;
            case SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_CANTOPEN -> DISK;
            default -> AWAY;
        };
    }

    /** PostgreSQL's, by the appendix "Error Codes" of its manual. */
    private static StoreTrouble ofState(String state) {
        return switch (state) {
            case "53100" -> FULL;
            case "55P03", "40P01", "57014" -> LOCKED;
            case "25006" -> READ_ONLY;
            case "58030", "XX001", "XX002" -> DISK;
            default -> AWAY;
        };
    }
}
