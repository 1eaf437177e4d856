package dev.understudy.sandbox;

import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /sandbox/conversations}: every conversation with its name, its status and when it changed last, newest first; no key is needed. */
@RestController
@Profile("sandbox")
class SandboxConversations {
    private final FakeConversations conversations;

    SandboxConversations(FakeConversations conversations) {
        this.conversations = conversations;
    }

    @GetMapping("/sandbox/conversations")
    List<Map<String, Object>> all() {
        return conversations.all().stream()
                .map(conversation -> conversation.full(false))
                .toList();
    }
}
