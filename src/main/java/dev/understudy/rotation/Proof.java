package dev.understudy.rotation;

import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import dev.understudy.credential.Provider;
import dev.understudy.credential.Verdict;
import org.jspecify.annotations.Nullable;

/** What the provider said of a key that was sent to us: only one that is good goes any further. */
final class Proof {
    private Proof() {}

    /** Lets a good key pass; 422 for one that is refused or cannot be used, 503 when nobody said anything. */
    static void require(Provider provider, Verdict verdict, @Nullable String reason) {
        if (verdict == Verdict.UNKNOWN) throw unknown(provider, reason);
        if (verdict != Verdict.VALID) throw refused(provider, verdict, reason);
    }

    private static Refused unknown(Provider provider, @Nullable String reason) {
        return Problem.of(
                        503,
                        "key-not-proven",
                        "The key could not be tried",
                        name(provider) + " gave no clear answer (" + reason + "): nothing was done, send it again.")
                .refused();
    }

    private static Refused refused(Provider provider, Verdict verdict, @Nullable String reason) {
        var rejected = verdict == Verdict.REJECTED;
        return Problem.of(
                        422,
                        rejected ? "key-rejected" : "key-limited",
                        rejected ? name(provider) + " does not accept this key" : "The key is alive but cannot be used",
                        name(provider) + " said " + reason + ". Nothing was done.")
                .at("key")
                .refused();
    }

    private static String name(Provider provider) {
        return switch (provider) {
            case TAVUS -> "Tavus";
            case OPENAI -> "OpenAI";
            case ELEVENLABS -> "ElevenLabs";
            case LIVEKIT -> "LiveKit";
            case DEEPGRAM -> "Deepgram";
            case CARTESIA -> "Cartesia";
        };
    }
}
