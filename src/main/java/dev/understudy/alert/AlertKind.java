package dev.understudy.alert;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    /** No worker takes the jobs of an agent; the subject is the agent's name. */
    NO_WORKER("no worker takes the jobs"),
    /** A worker takes the jobs, and its agents do not come; the subject is the agent's name. */
    AGENT_NO_SHOW("workers take the jobs, and their agents do not come"),
    /** Agents are gone again before they have stayed; the subject is the agent's name. */
    AGENT_KEEPS_LEAVING("agents come and leave again at once"),
    /** LiveKit cannot be reached. */
    LIVEKIT_UNAVAILABLE("LiveKit cannot be reached"),
    /** LiveKit refuses what we ask for. */
    LIVEKIT_REJECTED("LiveKit refuses us"),
    /** Tavus wants to be paid first. */
    TAVUS_OUT_OF_CREDITS("Tavus's account is out of credits"),
    /** As many conversations go on at Tavus as the account may have. */
    TAVUS_FULL("Tavus's account has as many conversations as it may have"),
    /** Tavus knows no such face or PAL. */
    TAVUS_MISCONFIGURED("Tavus does not accept the request: is the face or the PAL right?"),
    /** Tavus does not answer, or not as it should. */
    TAVUS_UNAVAILABLE("Tavus cannot be had"),
    /** Tavus says yes, and its avatars do not come. */
    AVATAR_NO_SHOW("Tavus's avatars do not come into their rooms"),
    /** Avatars vanish from their rooms. */
    AVATAR_LOST("Tavus's avatars vanish from their rooms"),
    /** Agents do not speak through their avatars; the subject is the agent's name. */
    AGENT_DID_NOT_SWITCH("agents do not switch to their avatars"),
    /** Rooms are found of which no webhook has told. */
    WEBHOOKS_MISSING("LiveKit's webhooks do not come"),
    /** A backend's container has no worker that is registered at LiveKit; the subject is host and container. */
    WORKER_NOT_REGISTERED("a backend has no registered worker"),
    /** Nothing is wrong: somebody tries whether alerts arrive. */
    TEST;

    private final @Nullable String words;

    AlertKind() {
        words = null;
    }

    /** One that hurts users: it is raised by its signs ({@link AlertSigns}), when it lasts or hits several in a row. */
    AlertKind(String words) {
        this.words = words;
    }

    /** What it is in words, for those that are raised by {@link AlertSigns}; empty for the others. */
    public Optional<String> words() {
        return Optional.ofNullable(words);
    }

    /** As it is written in JSON, in the store and in the runbook: {@code tavus_key_rejected}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
