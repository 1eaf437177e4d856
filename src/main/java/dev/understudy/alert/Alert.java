package dev.understudy.alert;

import org.jspecify.annotations.Nullable;

/**
 * Something that people were told of.
 *
 * @param id ours
 * @param kind what
 * @param subject of what: a key's slot, a host's container, a line of the smoke check
 * @param detail what was seen last, in our words; never a value
 * @param count how often it was seen while it lasted
 * @param raisedAt UTC ms
 * @param seenAt the last time, UTC ms
 * @param clearedAt UTC ms; null while it lasts
 */
public record Alert(
        String id,
        AlertKind kind,
        String subject,
        String detail,
        long count,
        long raisedAt,
        long seenAt,
        @Nullable Long clearedAt) {}
