package dev.understudy.store;

import dev.understudy.common.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A database address taken apart.
 *
 * @param jdbc the address for the driver, without user and password
 * @param user the user, where the address names one
 * @param password the password, where the address has one
 */
record DatabaseUrl(
        String jdbc, @Nullable String user, @Nullable Secret password) {
    private static final String SQLITE = "jdbc:sqlite:";

    /**
     * Reads {@code jdbc:} addresses as they are, and {@code postgres://user:password@host/name} as hosting providers write it.
     *
     * @throws IllegalArgumentException for anything else, without repeating the address
     */
    static DatabaseUrl parse(Secret address) {
        var text = address.reveal();
        if (text.startsWith(SQLITE) || text.startsWith("jdbc:postgresql:")) return new DatabaseUrl(text, null, null);
        if (text.startsWith("postgres://") || text.startsWith("postgresql://")) return ofProvider(uri(text));
        throw new IllegalArgumentException(
                "understudy.database.url must begin with jdbc:sqlite:, jdbc:postgresql: or postgres://");
    }

    boolean isSqlite() {
        return jdbc.startsWith(SQLITE);
    }

    /** The file behind a SQLite address. */
    String file() {
        return jdbc.substring(SQLITE.length()).replaceFirst("\\?.*", "");
    }

    /** Without a cause: the syntax exception would repeat the address, password and all. */
    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "understudy.database.url cannot be read: percent-encode what is special in user and password");
        }
    }

    private static DatabaseUrl ofProvider(URI uri) {
        var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        var query = uri.getQuery() == null ? "" : "?" + uri.getQuery();
        var jdbc = "jdbc:postgresql://" + uri.getHost() + port + uri.getPath() + query;
        var info = uri.getUserInfo();
        if (info == null) return new DatabaseUrl(jdbc, null, null);
        var parts = info.split(":", 2);
        return new DatabaseUrl(jdbc, parts[0], parts.length < 2 ? null : Secret.of(parts[1]));
    }
}
