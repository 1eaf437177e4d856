package dev.understudy.sandbox;

import com.auth0.jwt.JWT;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Notes when Tavus is asked for a conversation. */
@Component
@Primary
@Profile("bench")
class BenchConversations extends FakeConversations {
    private final BenchTimes times;

    BenchConversations(FakeAvatars avatars, TavusCallbacks callbacks, Later later, BenchTimes times) {
        super(avatars, callbacks, later);
        this.times = times;
    }

    @Override
    void begin(Conversation conversation, Optional<Duration> avatarAfter) {
        times.tavusAsked(roomOf(conversation));
        super.begin(conversation, avatarAfter);
    }

    private static String roomOf(Conversation conversation) {
        var grants = JWT.decode(conversation.livekitToken()).getClaim("video").asMap();
        return String.valueOf(grants.get("room"));
    }
}
