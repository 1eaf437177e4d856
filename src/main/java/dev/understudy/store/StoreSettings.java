package dev.understudy.store;

import dev.understudy.common.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Which database.
 *
 * @param url {@code jdbc:sqlite:<file>} or {@code jdbc:postgresql://…} ({@code postgres://user:password@host/name} is
 *     understood too); a secret, because a password may be part of it
 * @param connections of the pool on PostgreSQL; SQLite has one, since it has one writer
 */
@ConfigurationProperties("understudy.database")
public record StoreSettings(Secret url, int connections) {}
