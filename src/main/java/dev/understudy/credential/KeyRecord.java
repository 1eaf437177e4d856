package dev.understudy.credential;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a key; never the key.
 *
 * @param provider whose
 * @param fingerprint which
 * @param slot what it is there for; null for nothing
 * @param verdict the last one that said something; null when it was never asked for
 * @param checkedAt when the provider was asked last, UTC ms; null for never
 * @param changedAt when slot or verdict became what they are, UTC ms
 * @param replacedAt when another key took its place as the current one, UTC ms; null when none did
 */
public record KeyRecord(
        Provider provider,
        String fingerprint,
        @Nullable Slot slot,
        @Nullable Verdict verdict,
        @Nullable Long checkedAt,
        long changedAt,
        @Nullable Long replacedAt) {}
