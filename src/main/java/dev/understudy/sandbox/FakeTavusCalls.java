package dev.understudy.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Tavus does about conversations, faces and PALs. */
@Simulated
class FakeTavusCalls {
    /** Ids that begin so are unknown to this account; every other one is known. */
    private static final String UNKNOWN = "unknown";

    private static final int LONGEST_CALL = 3600;
    private final FakeConversations conversations;
    private final FakeFaults faults;
    private final Delays delays;

    FakeTavusCalls(FakeConversations conversations, FakeFaults faults, SandboxSettings settings) {
        this.conversations = conversations;
        this.faults = faults;
        this.delays = settings.delays();
    }

    /** Makes a conversation, which counts from now on; its avatar follows. */
    Map<String, Object> create(JsonNode asked) {
        if (faults.is(TavusFault.OUT_OF_CREDITS)) throw TavusRefused.credits();
        if (faults.is(TavusFault.FULL)) throw TavusRefused.concurrency();
        var conversation = new Conversation(asked);
        check(conversation);
        conversations.begin(conversation, avatarAfter(conversation));
        return conversation.brief();
    }

    /** One page of them, newest first: {@code {"data":[…],"total_count":n}}. */
    Map<String, Object> list(String status, int limit, int page) {
        var all = conversations.all().stream()
                .map(Conversation::brief)
                .filter(brief -> status.isEmpty() || status.equals(brief.get("status")))
                .toList();
        return page(all, limit, page);
    }

    Map<String, Object> get(String id, boolean verbose) {
        return find(id).full(verbose);
    }

    void end(String id) {
        conversations.end(find(id), "end_conversation_endpoint_hit");
    }

    void delete(String id) {
        conversations.delete(find(id));
    }

    /** The account's one face or PAL; what key probes ask for. */
    Map<String, Object> stock(String id, String name, int limit) {
        return page(List.of(Map.of(id, "sandbox-" + name, name + "_name", "Sandbox", "status", "completed")), limit, 1);
    }

    /** How late the answer to a creation is. */
    Duration lateness() {
        return faults.is(TavusFault.SLOW) ? delays.slow() : Duration.ZERO;
    }

    /** Never, where LiveKit's address is none of a WebSocket: Tavus takes {@code https}, and no avatar comes. */
    private Optional<Duration> avatarAfter(Conversation conversation) {
        if (faults.is(TavusFault.NO_SHOW) || conversation.livekitUrl().startsWith("http")) return Optional.empty();
        return Optional.of(lateness().plus(delays.avatarJoinsAfter()));
    }

    private static void check(Conversation conversation) {
        var face = conversation.face();
        var pal = conversation.pal();
        if (face.startsWith(UNKNOWN) || face.isEmpty() && pal.isEmpty()) throw TavusRefused.unknown("replica_id");
        if (pal.startsWith(UNKNOWN)) throw TavusRefused.unknown("persona_id");
        int longest = conversation.maxCallDuration();
        if (longest < 1 || longest > LONGEST_CALL) throw TavusRefused.generic();
    }

    private Conversation find(String id) {
        return conversations.find(id).orElseThrow(() -> TavusRefused.unknown("conversation_id"));
    }

    private static Map<String, Object> page(List<Map<String, Object>> all, int limit, int page) {
        long from = (long) (Math.max(1, page) - 1) * Math.max(1, limit);
        var data = all.stream().skip(from).limit(Math.max(1, limit)).toList();
        return Map.of("data", new ArrayList<>(data), "total_count", all.size());
    }
}
