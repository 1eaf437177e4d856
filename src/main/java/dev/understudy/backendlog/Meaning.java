package dev.understudy.backendlog;

import dev.understudy.alert.AlertKind;
import dev.understudy.credential.Provider;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a record of a backend's log leads to. */
public enum Meaning {
    /** Tavus refuses the key that the backend has. */
    TAVUS_REFUSED(AlertKind.TAVUS_KEY_REJECTED, Provider.TAVUS),
    /** OpenAI does. */
    OPENAI_REFUSED(AlertKind.OPENAI_KEY_REJECTED, Provider.OPENAI),
    /** ElevenLabs does. */
    ELEVENLABS_REFUSED(AlertKind.ELEVENLABS_KEY_REJECTED, Provider.ELEVENLABS),
    /** Deepgram does. */
    DEEPGRAM_REFUSED(AlertKind.DEEPGRAM_KEY_REJECTED, Provider.DEEPGRAM),
    /** Cartesia does. */
    CARTESIA_REFUSED(AlertKind.CARTESIA_KEY_REJECTED, Provider.CARTESIA),
    /** LiveKit refuses the key pair: the worker cannot register. */
    LIVEKIT_REFUSED(AlertKind.LIVEKIT_KEY_REJECTED, Provider.LIVEKIT),
    /** Tavus did not do what it was asked: part of a refused key's trouble while there is one, an error of its own otherwise. */
    TAVUS_FAILED(AlertKind.BACKEND_ERRORS, null),
    /** Something went wrong. */
    ERROR(AlertKind.BACKEND_ERRORS, null),
    /** A process of the worker was killed, or crashed, and another one took its place. */
    RESTARTED(AlertKind.BACKEND_RESTARTS, null),
    /** The worker is registered at LiveKit. */
    REGISTERED(null, null),
    /** Nothing: it is counted. */
    COUNTED(null, null);

    private final @Nullable AlertKind alert;
    private final @Nullable Provider provider;

    Meaning(@Nullable AlertKind alert, @Nullable Provider provider) {
        this.alert = alert;
        this.provider = provider;
    }

    /** What people are told; empty for nothing. */
    Optional<AlertKind> alert() {
        return Optional.ofNullable(alert);
    }

    /** Whose key is refused; empty when none is. */
    Optional<Provider> refuser() {
        return Optional.ofNullable(provider);
    }
}
