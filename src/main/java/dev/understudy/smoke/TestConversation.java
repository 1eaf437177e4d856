package dev.understudy.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.avatar.Conversations;
import dev.understudy.common.Secret;
import dev.understudy.livekit.AvatarTokens;
import dev.understudy.livekit.LiveKitSettings;
import dev.understudy.session.FaceSettings;
import dev.understudy.session.Rules;
import dev.understudy.session.Switch;
import dev.understudy.tavus.TavusAnswers;
import dev.understudy.tavus.TavusCalls;
import dev.understudy.tavus.TavusRefused;
import java.io.IOException;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/**
 * The line {@code tavus} in test mode: the conversation that a session would ask for, with {@code test_mode}. Tavus checks key,
 * face and PAL, nobody joins, nothing is billed (Tavus's OpenAPI document).
 */
@Component("smokeTavus")
public class TestConversation {
    private final TavusCalls calls;
    private final Conversations conversations;
    private final AvatarTokens tokens;
    private final LiveKitSettings livekit;
    private final Rules rules;
    private final Switch position;
    private final SmokeSettings settings;

    /** Asks by Tavus's calls. */
    public TestConversation(
            TavusCalls calls,
            Conversations conversations,
            AvatarTokens tokens,
            LiveKitSettings livekit,
            Rules rules,
            Switch position,
            SmokeSettings settings) {
        this.calls = calls;
        this.conversations = conversations;
        this.tokens = tokens;
        this.livekit = livekit;
        this.rules = rules;
        this.position = position;
        this.settings = settings;
    }

    /** Whether it is asked for at all; while everyone is on audio nobody asks Tavus, and there may be no key. */
    public boolean isWanted() {
        return settings.tavus() == SmokeSettings.Tavus.TEST_MODE && position.position() == FaceSettings.Provider.TAVUS;
    }

    /** Asks for it. Its name is one of ours and of no session, so that reconcile ends it, should it ever be found active. */
    public void request(Exchange exchange, @ExchangeProperty("checklist") Checklist list) {
        list.begin(Line.TAVUS);
        var run = list.run();
        var plan = rules.planFor(run.room());
        var token = tokens.mint(run.room(), "tavus-avatar-" + run.id(), "agent-" + run.id());
        calls.createTest(
                exchange,
                new TavusCalls.Wanted(
                        conversations.name(run.id(), 1),
                        plan.map(it -> it.faceId()).orElse(null),
                        plan.map(it -> it.palId()).orElse(null),
                        livekit.addressForOthers().toString(),
                        Secret.of(token),
                        null));
    }

    /** Tavus made it; it is ended all the same, at once. */
    public void made(@Body JsonNode answer, Exchange exchange, @ExchangeProperty("checklist") Checklist list)
            throws IOException {
        var id = TavusAnswers.conversation(answer).id();
        if (id.isBlank()) throw new IOException("Tavus named no conversation");
        list.passed(Line.TAVUS, "key, face and PAL are good (test mode, nothing is billed)");
        calls.end(exchange, id);
    }

    /** Tavus said no, or nothing. */
    public void failed(Exchange exchange, @ExchangeProperty("checklist") Checklist list) {
        var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        exchange.getMessage().setBody(null);
        if (list.has(Line.TAVUS)) return;
        if (failure instanceof TavusRefused) list.failed(Line.TAVUS, String.valueOf(failure.getMessage()));
        else
            list.failed(
                    Line.TAVUS, "no answer from Tavus: " + failure.getClass().getSimpleName());
    }
}
