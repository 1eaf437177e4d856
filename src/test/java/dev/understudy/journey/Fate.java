package dev.understudy.journey;

import dev.understudy.fixtures.SeenSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What became of a user's session.
 *
 * @param session with its story
 */
record Fate(SeenSession session) {
    private static final String ASKED = "asking Tavus for the face";

    boolean hasAgent() {
        return session.agentIdentity() != null && session.endReason() == null;
    }

    boolean isVideo() {
        return session.state().equals("VIDEO") && "video".equals(session.mode());
    }

    boolean isAudio(String reason) {
        return session.state().equals("AUDIO") && reason.equals(session.reason());
    }

    /** Settled: it has its face, or knows why it has none. */
    boolean isSettled() {
        return isVideo() || session.state().equals("AUDIO") && session.reason() != null;
    }

    /** Whether it was told even for a moment that there is no face for that reason. */
    boolean wasWithoutFace(String reason) {
        return session.story().stream()
                .map(SeenSession.Line::event)
                .anyMatch(event -> event.endsWith("audio: " + reason));
    }

    /** Whether it was opened after that moment. */
    boolean beganAfter(Instant moment) {
        return !session.story().isEmpty() && session.story().get(0).at().isAfter(moment);
    }

    /** How often Tavus was asked for its face until then. */
    long asked(Instant until) {
        return session.story().stream()
                .filter(line -> line.event().equals(ASKED) && !line.at().isAfter(until))
                .count();
    }

    /** From its agent's coming until it was clear whether there will be a face; zero when that was clear before. */
    Duration waited() {
        var joined = when(event -> event.equals("agent joined")).orElseThrow(() -> new AssertionError(session));
        var clear = when(event -> event.equals("Tavus made the conversation")
                        || event.startsWith("back to audio: ")
                        || event.startsWith("audio: "))
                .orElseThrow(() -> new AssertionError(session));
        return clear.isBefore(joined) ? Duration.ZERO : Duration.between(joined, clear);
    }

    /** When its face was there last. */
    Optional<Instant> videoAt() {
        return session.story().stream()
                .filter(line -> line.event().equals(Scene.PUBLISHED))
                .map(SeenSession.Line::at)
                .reduce((first, last) -> last);
    }

    private Optional<Instant> when(Predicate<String> event) {
        return session.story().stream()
                .filter(line -> event.test(line.event()))
                .map(SeenSession.Line::at)
                .findFirst();
    }
}
