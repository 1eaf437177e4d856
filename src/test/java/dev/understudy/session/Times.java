package dev.understudy.session;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The times of interface 2, as tests use them; one fixed moment to count from. */
final class Times {
    /** A moment, UTC ms. */
    static final long NOW = 1_795_410_048_000L;

    /** Who is dispatched. */
    static final String AGENT = "avatar-agent";

    private Times() {}

    /** What config/application.yaml says. */
    static SessionSettings settings() {
        return settings(List.of());
    }

    /** The same, with these rules; null stands for none configured. */
    static SessionSettings settings(@Nullable List<SessionSettings.Rule> rules) {
        return new SessionSettings(
                AGENT,
                rules,
                4,
                8,
                Duration.ofSeconds(3),
                Duration.ofMillis(5_300),
                Duration.ofSeconds(10),
                Duration.ofSeconds(15),
                Duration.ofSeconds(15),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(3),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30));
    }

    /** Faces from Tavus, upgraded when it is good again. */
    static FaceSettings faces() {
        return new FaceSettings(FaceSettings.Provider.TAVUS, true, Duration.ofSeconds(30), Duration.ofMinutes(10));
    }

    /** A rule by which a call may choose nothing, and whose sessions have no limits. */
    static SessionSettings.Rule rule(
            String rooms, String agentName, Plan.AvatarBy avatar, @Nullable String faceId, @Nullable String palId) {
        return new SessionSettings.Rule(rooms, agentName, avatar, faceId, palId, null, null, null, null, null);
    }
}
