package dev.understudy.rotation;

import org.jspecify.annotations.Nullable;

/**
 * A line of the journal.
 *
 * @param rotation whose
 * @param position of the host; {@link #OURS} for what is done here
 * @param seq its order
 * @param name the step's
 * @param outcome done, failed or lost (it is not known what became of it); null while it is being done
 * @param observed what was seen; null while it is being done
 * @param startedAt UTC ms
 * @param finishedAt UTC ms; null while it is being done
 */
public record StepLine(
        String rotation,
        int position,
        long seq,
        String name,
        @Nullable String outcome,
        @Nullable String observed,
        long startedAt,
        @Nullable Long finishedAt) {
    /** The position of what is done here and on no host. */
    public static final int OURS = -1;

    /** The step from which on a host is begun anew: what was done there before was undone. */
    public static final String ANEW = "anew";

    /** It was done, and seen to be. */
    public static final String DONE = "done";
    /** It was not done. */
    public static final String FAILED = "failed";
    /** It may have been done. */
    public static final String LOST = "lost";
}
