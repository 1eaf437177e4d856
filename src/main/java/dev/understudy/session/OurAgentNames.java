package dev.understudy.session;

import dev.understudy.token.AgentWish;
import dev.understudy.token.OurAgents;
import dev.understudy.token.TokenSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The agents that some rule dispatches, and what may be asked of them. */
@Component
class OurAgentNames implements OurAgents {
    private final Rules rules;
    private final Sessions sessions;
    private final TokenSettings settings;

    OurAgentNames(Rules rules, Sessions sessions, TokenSettings settings) {
        this.rules = rules;
        this.sessions = sessions;
        this.settings = settings;
    }

    @Override
    public @Nullable Objection objection(String room, AgentWish wish) {
        var offered = rules.objection(room, wish);
        if (offered != null) return offered;
        var data = AgentData.of(wish);
        if (data.takesOurKey()) return Objection.RESERVED;
        if (data.size() > settings.limits().metadata().toBytes()) return Objection.TOO_LONG;
        if (wish.isNone()) return null;
        var granted =
                sessions.openIn(room).map(open -> open.plan().grants(wish)).orElse(true);
        return granted ? null : Objection.LATE;
    }
}
