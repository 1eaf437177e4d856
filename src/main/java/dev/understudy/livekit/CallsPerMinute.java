package dev.understudy.livekit;

import java.util.Locale;
import java.util.Optional;

/** How many calls to LiveKit may be made in a minute: a number, none, or what the server is known for. */
public final class CallsPerMinute {
    /** LiveKit Cloud allows a project 1,000 (its docs, quotas and limits, 2026); in one minute a quarter more than these may come. */
    private static final CallsPerMinute OF_CLOUD = new CallsPerMinute(800);

    private static final CallsPerMinute NONE = new CallsPerMinute(0);
    /** What is known of the server at that address. */
    static final CallsPerMinute AUTO = new CallsPerMinute(0);

    private final int most;

    private CallsPerMinute(int most) {
        this.most = most;
    }

    /**
     * As it is configured: a whole number of 1 or more, {@code none}, or {@code auto}, which empty means too.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static CallsPerMinute of(String text) {
        var said = text.strip().toLowerCase(Locale.ROOT);
        return switch (said) {
            case "none" -> NONE;
            case "auto", "" -> AUTO;
            default -> of(Integer.valueOf(said));
        };
    }

    /** That number. */
    public static CallsPerMinute of(Integer most) {
        if (most < 1) throw new IllegalArgumentException("calls per minute are a number of 1 or more, or none");
        return new CallsPerMinute(most);
    }

    /** What holds for the server at that host. */
    CallsPerMinute at(String host) {
        if (this != AUTO) return this;
        return host.toLowerCase(Locale.ROOT).endsWith(".livekit.cloud") ? OF_CLOUD : NONE;
    }

    /** The share of one of so many nodes, at least one call; empty without a limit. */
    Optional<Integer> share(int nodes) {
        return most == 0 ? Optional.empty() : Optional.of(Math.max(1, most / Math.max(1, nodes)));
    }
}
