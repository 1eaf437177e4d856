package dev.understudy.limits;

import dev.understudy.access.AccessSettings;
import dev.understudy.common.Secret;
import dev.understudy.livekit.Participant;
import dev.understudy.livekit.RoomView;
import dev.understudy.session.ConversationLedger;
import dev.understudy.session.ConversationLedger.Counts;
import dev.understudy.session.ConversationLedger.Whom;
import dev.understudy.session.Session;
import dev.understudy.session.Turn;
import dev.understudy.token.TokenRequest;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How many faces there may be, whoever opened their sessions: at once, within an hour, within a day, and at once for one user.
 * Counted in the store, before Tavus is asked: the bound holds for all nodes, and across crashes.
 */
@Component("faceBudget")
public class FaceBudget {
    private final LimitSettings settings;
    private final AccessSettings access;
    private final ConversationLedger ledger;
    private final LimitNews news;

    /** Counts in this ledger. */
    public FaceBudget(LimitSettings settings, AccessSettings access, ConversationLedger ledger, LimitNews news) {
        this.settings = settings;
        this.access = access;
        this.ledger = ledger;
        this.news = news;
    }

    /**
     * Takes a place for the conversation that a turn is about to ask for; one that has it keeps it.
     *
     * @throws FaceBudgetUsed when there is none
     */
    public void take(@ExchangeProperty("turn") Turn turn) {
        take(turn.session(), turn.seen().view());
    }

    /** The same, for the session's current try with those who are in its room. */
    public void take(Session session, RoomView view) {
        var whom = whom(view);
        var reached = new AtomicReference<@Nullable String>();
        var entered = ledger.enter(session.id(), session.face().tries(), whom, counts -> {
            reached.set(passed(counts));
            return reached.get() == null;
        });
        if (entered) return;
        var limit = String.valueOf(reached.get());
        news.reached(limit);
        throw new FaceBudgetUsed(limit);
    }

    /** Whether it is of use to know who is in the room. */
    public boolean looksAtUsers() {
        return access.mode() == AccessSettings.Mode.OPEN
                && !(settings.sessionsPerIdentity().isNone()
                        && settings.conversationsPerAddress().isNone());
    }

    private @Nullable String passed(Counts counts) {
        if (settings.conversations().isPassedBy(counts.open())) return "conversations";
        if (settings.conversationsPerHour().isPassedBy(counts.hour())) return "conversations-per-hour";
        if (settings.conversationsPerDay().isPassedBy(counts.day())) return "conversations-per-day";
        if (settings.sessionsPerIdentity().isPassedBy(counts.same())) return "sessions-per-identity";
        if (settings.conversationsPerAddress().isPassedBy(counts.caller())) return "conversations-per-address";
        return null;
    }

    /** The user who has been there the longest; nobody where everybody who calls has proved to be someone. */
    private Whom whom(RoomView view) {
        if (!looksAtUsers()) return Whom.NOBODY;
        return view.users().stream()
                .min(Comparator.comparingLong(Participant::joinedAt))
                .map(user -> new Whom(
                        Secret.of(user.identity()).fingerprint(),
                        user.attributes().getOrDefault(TokenRequest.CALLER, "")))
                .orElse(Whom.NOBODY);
    }
}
