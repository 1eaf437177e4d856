package dev.understudy.rotation;

import dev.understudy.common.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A change of a provider's key.
 *
 * @param id ours
 * @param provider in lower case
 * @param fingerprint of the new key
 * @param askedBy who asked for it
 * @param why in their words
 * @param problem why it was not done; null when nothing speaks against it
 * @param troubleSince since when a host cannot be worked on, UTC ms; null while all is well
 * @param createdAt UTC ms
 * @param finishedAt UTC ms; null while it is open
 */
public record Rotation(
        String id,
        String provider,
        RotationState state,
        String fingerprint,
        String askedBy,
        String why,
        @Nullable Problem problem,
        @Nullable Long troubleSince,
        long createdAt,
        @Nullable Long finishedAt) {}
