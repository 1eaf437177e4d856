package dev.understudy.limits;

import dev.understudy.session.ConversationLedger;
import dev.understudy.web.Reply;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.stereotype.Component;

/** {@code GET /api/limits}: what of the budget is used, and which limits have refused somebody. */
@Component("limitCalls")
public class LimitCalls {
    private final LimitSettings settings;
    private final LimitNews news;
    private final ConversationLedger ledger;
    private final Clock clock;

    /** Looks these up. */
    public LimitCalls(LimitSettings settings, LimitNews news, ConversationLedger ledger, Clock clock) {
        this.settings = settings;
        this.news = news;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * What of a limit is used.
     *
     * @param used so many
     * @param most the limit, a number or {@code none}
     */
    public record Used(long used, String most) {}

    /** The answer. */
    public record View(Map<String, Used> conversations, double minutesToday, Map<String, Long> refused) {}

    /** As things are now; today is the day in UTC, and refusals are those of this node since its start. */
    public Reply get() {
        var counts = ledger.counts();
        var conversations = Map.of(
                "atOnce", new Used(counts.open(), settings.conversations().toString()),
                "lastHour",
                        new Used(counts.hour(), settings.conversationsPerHour().toString()),
                "lastDay", new Used(counts.day(), settings.conversationsPerDay().toString()));
        return Reply.ok(new View(conversations, minutesToday(), news.sinceStart()));
    }

    private double minutesToday() {
        var today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate().atStartOfDay(ZoneOffset.UTC);
        return Math.round(ledger.minutesSince(today.toInstant().toEpochMilli()) * 10) / 10.0;
    }
}
