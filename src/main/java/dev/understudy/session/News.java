package dev.understudy.session;

import dev.understudy.webhook.WebhookEvent;
import org.jspecify.annotations.Nullable;

/**
 * Which of LiveKit's events can change anything, so that a look at the room is worth a call. What is passed over here, a room finds all the same
 * at its next look: at the end of each waiting time, and where reconcile sees something that no session knows of.
 */
final class News {
    private News() {}

    /** Whether the event can change this session. */
    static boolean changes(Session session, WebhookEvent event) {
        return switch (event.event()) {
            case "room_started" -> isAnotherLife(session, event);
            case "participant_joined" -> !isFace(session, event);
            case "track_published" -> mayBeAwaited(session, event);
            case "track_unpublished" -> isFace(session, event) || isAgent(session, event) || isTheAgents(session);
            default -> true;
        };
    }

    /** Whether the event can bring the room a session, or tells of somebody who should not be there. */
    static boolean opens(@Nullable Session last, WebhookEvent event) {
        if (event.event().equals("participant_joined")) return true;
        var parts = event.event().equals("participant_left") || event.event().equals("room_finished");
        return parts && last != null && last.isOverForGood();
    }

    private static boolean isAnotherLife(Session session, WebhookEvent event) {
        var known = session.presence().roomSid();
        return !known.isEmpty() && !known.equals(event.roomSid());
    }

    /** A face by its video; a microphone only where silence ends sessions. Without a face under way nobody's track is waited for. */
    private static boolean mayBeAwaited(Session session, WebhookEvent event) {
        if (session.plan().bounds().idle() > 0) return true;
        var video = !event.detail().equals(WebhookEvent.AUDIO);
        return video && (isTheAgents(session) || isFace(session, event));
    }

    private static boolean isFace(Session session, WebhookEvent event) {
        return event.participant().equals(session.face().identity());
    }

    private static boolean isAgent(Session session, WebhookEvent event) {
        return event.participant().equals(session.casting().identity());
    }

    /** Whose identity an agent's own avatar has, nobody knows before it is seen. */
    private static boolean isTheAgents(Session session) {
        return session.plan().avatar() == Plan.AvatarBy.AGENT;
    }
}
