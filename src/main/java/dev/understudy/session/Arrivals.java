package dev.understudy.session;

import dev.understudy.livekit.Participant;
import dev.understudy.livekit.RoomView;
import dev.understudy.webhook.WebhookEvent;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * When people came, by our clock where their webhook has just told: what is compared with times of ours must not hang on LiveKit's clock, which
 * may differ by a minute before its tokens fail (measured).
 */
final class Arrivals {
    private static final String JOINED = "participant_joined";

    private Arrivals() {}

    /** The same people; of those whose coming was heard, of this very connection, the time at which it was. */
    static RoomView byOurClock(RoomView view, List<WebhookEvent> heard) {
        var times = heard.stream()
                .filter(event -> event.event().equals(JOINED))
                .collect(Collectors.toMap(WebhookEvent::participantSid, WebhookEvent::receivedAt, Math::min));
        return new RoomView(
                view.people().stream().map(person -> byOurClock(person, times)).toList());
    }

    private static Participant byOurClock(Participant person, Map<String, Long> times) {
        var at = times.get(person.sid());
        return at == null ? person : person.joinedAt(at);
    }
}
