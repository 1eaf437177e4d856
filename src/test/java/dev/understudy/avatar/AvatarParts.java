package dev.understudy.avatar;

import dev.understudy.livekit.AvatarTokens;
import dev.understudy.livekit.LiveKitKeys;
import dev.understudy.livekit.LiveKitSettings;
import dev.understudy.session.Judged;
import dev.understudy.tavus.TavusBreaker;
import dev.understudy.tavus.TavusCalls;
import dev.understudy.tavus.TavusSettings;
import java.time.Clock;

/** The real steps of the avatar's flow, over an outside that a test brings along. */
public final class AvatarParts {
    private AvatarParts() {}

    /** Who signs. */
    public record LiveKitSide(LiveKitSettings settings, LiveKitKeys keys, Clock clock) {}

    /** Who is asked. */
    public record TavusSide(TavusSettings settings, TavusCalls calls, TavusBreaker breaker) {}

    /** Puts them together as Spring does. */
    public static Avatars avatars(LiveKitSide livekit, TavusSide tavus, Conversations conversations, Judged judged) {
        var invitation = new Avatars.Invitation(
                new AvatarTokens(livekit.keys(), livekit.clock()),
                livekit.settings(),
                new Callbacks(livekit.keys(), conversations, tavus.settings()));
        return new Avatars(tavus.calls(), tavus.breaker(), judged, conversations, invitation);
    }
}
