package dev.understudy.credential;

import org.jspecify.annotations.Nullable;

/**
 * A key's move from slot to slot, as the journal has it.
 *
 * @param provider whose
 * @param fingerprint which key
 * @param from where it was; null when it was in no slot
 * @param to where it is now; null when it is in no slot any more
 * @param who moved it
 * @param why in their words
 * @param at UTC ms
 */
public record Move(
        Provider provider,
        String fingerprint,
        @Nullable Slot from,
        @Nullable Slot to,
        String who,
        String why,
        long at) {}
