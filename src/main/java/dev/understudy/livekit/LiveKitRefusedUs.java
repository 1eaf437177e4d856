package dev.understudy.livekit;

/** LiveKit answered 401 to a call on a session's behalf: perhaps our key is none any more. */
public record LiveKitRefusedUs() {}
