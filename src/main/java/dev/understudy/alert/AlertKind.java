package dev.understudy.alert;

import java.util.Locale;

/** What people are told of. Each has a stable code and a heading in docs/runbook.md that says what to do. */
public enum AlertKind {
    /** Tavus refuses the key in use, or the standby key. */
    TAVUS_KEY_REJECTED,
    /** OpenAI refuses the key. */
    OPENAI_KEY_REJECTED,
    /** ElevenLabs refuses the key. */
    ELEVENLABS_KEY_REJECTED,
    /** LiveKit refuses the key pair. */
    LIVEKIT_KEY_REJECTED,
    /** Deepgram refuses the key. */
    DEEPGRAM_KEY_REJECTED,
    /** Cartesia refuses the key. */
    CARTESIA_KEY_REJECTED,
    /** A key is alive, but its account cannot pay, is full, or it lacks a scope. */
    KEY_LIMITED,
    /** For long nobody could say whether a key is good. */
    KEY_NOT_CHECKED,
    /** The current key was replaced by the standby key: a new standby is needed. */
    STANDBY_USED,
    /** The current key is refused, and the standby key cannot be put in its place: the secrets file cannot be written. */
    SECRETS_NOT_WRITABLE,
    /** Our clock and LiveKit's differ so much that tokens are refused. */
    CLOCK_SKEW,
    /** A rotation ended as anything but done. */
    ROTATION_FAILED,
    /** A backend's log tells of errors of a provider or of tracebacks. */
    BACKEND_ERRORS,
    /** A backend's container restarts again and again. */
    BACKEND_RESTARTS,
    /** A backend's log cannot be read: what happens there is not known. */
    BACKEND_LOG_UNREADABLE,
    /** A smoke check failed; the subject is the line. */
    SMOKE_FAILED,
    /** Somebody was refused because a limit is reached; the subject is its setting. */
    LIMIT_REACHED,
    /** Of a day's faces 80 % are used. */
    BUDGET_NEARLY_USED,
    /** Of the calls to LiveKit that a node may make in a minute 80 % are used; the subject is the node. */
    LIVEKIT_BUDGET_LOW,
    /** The configured site does not answer. */
    SITE_DOWN,
    /** Nothing is wrong: somebody tries whether alerts arrive. */
    TEST;

    /** As it is written in JSON, in the store and in the runbook: {@code tavus_key_rejected}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
