package dev.understudy.livekit;

/** LiveKit refused our key or our grants (401): asking again does not help. */
public class LiveKitRejected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says which call; never the body, which echoes the token. */
    public LiveKitRejected(String call) {
        super("LiveKit " + call + ": 401, the API key or its secret is not accepted");
    }
}
