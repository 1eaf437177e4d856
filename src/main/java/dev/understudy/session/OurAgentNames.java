package dev.understudy.session;

import dev.understudy.token.OurAgents;
import org.springframework.stereotype.Component;

/** The agents that some rule dispatches. */
@Component
class OurAgentNames implements OurAgents {
    private final Rules rules;

    OurAgentNames(Rules rules) {
        this.rules = rules;
    }

    @Override
    public boolean include(String agentName) {
        return rules.dispatches(agentName);
    }
}
