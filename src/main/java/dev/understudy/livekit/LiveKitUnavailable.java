package dev.understudy.livekit;

/** LiveKit did not answer, or not in a way that tells anything: nothing is known, nothing was refused. */
public class LiveKitUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final boolean oneRooms;

    /** Says which call and why, never a body: a 401 body echoes the token (measured on livekit-server 1.13.5). */
    public LiveKitUnavailable(String call, String why) {
        this(call, why, false);
    }

    /** The same, of a call that names a room: it may be the room's trouble alone. */
    public LiveKitUnavailable(String call, String why, boolean oneRooms) {
        super("LiveKit " + call + ": " + why);
        this.oneRooms = oneRooms;
    }

    /**
     * Whether it may be one room's trouble, of which nothing follows for others: LiveKit answers 503 after 3 s for a room that
     * is gone, and for one whose node is gone (measured on 1.13.5).
     */
    public boolean isOneRooms() {
        return oneRooms;
    }
}
