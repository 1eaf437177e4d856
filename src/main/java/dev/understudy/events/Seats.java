package dev.understudy.events;

import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import dev.understudy.events.Listener.Who;
import dev.understudy.limits.Limit;
import dev.understudy.limits.LimitNews;
import dev.understudy.limits.LimitSettings;
import java.util.Collection;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Who of many listeners is let in: participants by token, room and address, so that some places are left for operators. */
@Component
class Seats {
    private static final int AGAIN_SECONDS = 15;
    private final EventSettings settings;
    private final LimitSettings limits;
    private final LimitNews news;

    Seats(EventSettings settings, LimitSettings limits, LimitNews news) {
        this.settings = settings;
        this.limits = limits;
        this.news = news;
    }

    /**
     * Whether one more may listen beside those.
     *
     * @throws Refused 503 when all places are taken, 429 when those that somebody like this may have are
     */
    void check(Collection<Listener> there, Who who) {
        if (there.size() >= settings.listeners()) throw full();
        if (who.isOperator()) return;
        limit(there, limits.listenersPerToken(), "listeners-per-token", one -> one.token()
                .equals(who.token()));
        limit(there, limits.listenersPerRoom(), "listeners-per-room", one -> who.isInSameRoom(one));
        if (who.isAnonymous())
            limit(there, limits.listenersPerAddress(), "listeners-per-address", one -> who.address()
                    .equals(one.address()));
        limit(there, Limit.of(settings.listeners() - keptForOperators()), "listeners-operators", one -> true);
    }

    /** Never more than half of all. */
    private int keptForOperators() {
        var kept = limits.listenersOperators();
        return kept.isNone() ? 0 : Math.min(kept.most(), settings.listeners() / 2);
    }

    private void limit(Collection<Listener> there, Limit most, String name, Predicate<Who> counts) {
        var one = 1
                + there.stream()
                        .map(Listener::who)
                        .filter(each -> !each.isOperator() && counts.test(each))
                        .count();
        if (!most.isPassedBy(one)) return;
        news.reached(name);
        throw Problem.limitReached(name, "As many listen already as may.", AGAIN_SECONDS)
                .refused();
    }

    private static Refused full() {
        return Problem.of(503, "too-many-listeners", "Too many listen already", "Try again in a moment.")
                .refused();
    }
}
