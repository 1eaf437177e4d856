package dev.understudy.livekit;

/** LiveKit did not answer, or not in a way that tells anything: nothing is known, nothing was refused. */
public class LiveKitUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says which call and why, never a body: a 401 body echoes the token (measured on livekit-server 1.13.5). */
    public LiveKitUnavailable(String call, String why) {
        super("LiveKit " + call + ": " + why);
    }
}
