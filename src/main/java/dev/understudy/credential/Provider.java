package dev.understudy.credential;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whose keys there are. */
public enum Provider {
    /** The faces. */
    TAVUS("TAVUS_API_KEY"),
    /** The agents' language model. */
    OPENAI("OPENAI_API_KEY"),
    /** The agents' voice. */
    ELEVENLABS("ELEVEN_API_KEY"),
    /** The rooms; its key is a pair, name and secret: see {@link KeyPair}. */
    LIVEKIT("LIVEKIT_API_SECRET"),
    /** Speech recognition. */
    DEEPGRAM("DEEPGRAM_API_KEY"),
    /** Another voice. */
    CARTESIA("CARTESIA_API_KEY");

    private final String variable;

    Provider(String variable) {
        this.variable = variable;
    }

    /** The variable of its current key, in the environment and in the secrets file. */
    public String variable() {
        return variable;
    }

    /** As it is written in JSON and in the store. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The provider of that name; empty when there is none. */
    public static Optional<Provider> named(String wire) {
        return Arrays.stream(values())
                .filter(provider -> provider.wire().equals(wire))
                .findFirst();
    }
}
