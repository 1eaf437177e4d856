package dev.understudy.token;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Agents that every room may ask for, whatever they are to be given. */
record Ours(List<String> names) implements OurAgents {
    /** The reading of tokens where these agents may be asked for. */
    static TokenReading reading(TokenSettings settings, String... names) {
        var rules = new ParticipantRules(new RoomNames(settings), settings);
        return new TokenReading(rules, configs(settings, names));
    }

    static RoomConfigRules configs(TokenSettings settings, String... names) {
        var rules = new ParticipantRules(new RoomNames(settings), settings);
        return new RoomConfigRules(new AgentWishes(new Ours(List.of(names)), rules));
    }

    @Override
    public @Nullable Objection objection(String room, AgentWish wish) {
        return wish.agentName() == null || names.contains(wish.agentName()) ? null : Objection.AGENT;
    }
}
