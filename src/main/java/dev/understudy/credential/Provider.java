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
    ELEVENLABS("ELEVENLABS_API_KEY"),
    /** The rooms; of its key the secret. */
    LIVEKIT("LIVEKIT_API_SECRET");

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
