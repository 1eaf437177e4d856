package dev.understudy.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The conversations of the simulated Tavus account; an active one costs money until it is ended. The latest 100,000. */
@Simulated
class FakeConversations {
    private static final int LIMIT = 100_000;
    private final Map<String, Conversation> byId =
            Collections.synchronizedMap(new LinkedHashMap<String, Conversation>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Conversation> eldest) {
                    return size() > LIMIT && !eldest.getValue().active();
                }
            });
    private final FakeAvatars avatars;
    private final TavusCallbacks callbacks;
    private final Later later;

    FakeConversations(FakeAvatars avatars, TavusCallbacks callbacks, Later later) {
        this.avatars = avatars;
        this.callbacks = callbacks;
        this.later = later;
    }

    /** Takes it on: its avatar joins after the delay, or never. */
    void begin(Conversation conversation, Optional<Duration> avatarAfter) {
        byId.put(conversation.id(), conversation);
        if (!conversation.active()) return;
        if (!conversation.livekitToken().isEmpty())
            avatarAfter.ifPresent(delay -> later.in(delay, () -> enter(conversation)));
        // the id only: a conversation that was deleted is not kept for an hour
        var id = conversation.id();
        later.in(Duration.ofSeconds(conversation.maxCallDuration()), () -> find(id).ifPresent(
                        found -> end(found, "max_call_duration reached")));
    }

    /** Ends it: its avatar leaves. Nothing happens when it has ended already. */
    void end(Conversation conversation, String reason) {
        if (!conversation.end()) return;
        avatars.leave(conversation);
        callbacks.shutdown(conversation, reason);
    }

    Optional<Conversation> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    void delete(Conversation conversation) {
        end(conversation, "end_conversation_endpoint_hit");
        byId.remove(conversation.id());
    }

    /** Newest first. */
    List<Conversation> all() {
        List<Conversation> all;
        synchronized (byId) {
            all = new ArrayList<>(byId.values());
        }
        Collections.reverse(all);
        return all;
    }

    private void enter(Conversation conversation) {
        if (!conversation.active()) return;
        if (avatars.enter(conversation)) callbacks.joined(conversation);
        else end(conversation, "exception_encountered_during_conversation_startup");
        // ended while it was entering: whoever ended it found nobody to send away
        if (!conversation.active()) avatars.leave(conversation);
    }
}
