package dev.understudy.session;

import dev.understudy.token.AgentWish;
import dev.understudy.token.OurAgents.Objection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which room gets what. */
@Component
public class Rules {
    private final List<Entry> entries;

    private record Entry(Pattern rooms, Plan plan, List<String> agents, List<Plan.AvatarBy> avatars) {
        boolean offersAgent(@Nullable String name) {
            return name == null || name.equals(plan.agentName()) || agents.contains(name);
        }

        boolean offersAvatar(@Nullable String word) {
            return word == null
                    || plan.avatar().word().equals(word)
                    || avatars.stream().anyMatch(by -> by.word().equals(word));
        }
    }

    /** Without rules every room gets the configured agent, with a face. */
    public Rules(SessionSettings settings) {
        var rules = settings.rules() == null ? List.<SessionSettings.Rule>of() : settings.rules();
        entries = rules.isEmpty()
                ? List.of(new Entry(
                        pattern("*"),
                        new Plan(settings.agentName(), Plan.AvatarBy.UNDERSTUDY, null, null),
                        List.of(),
                        List.of()))
                : rules.stream().map(Rules::entry).toList();
    }

    /** What a room gets; empty when no rule matches: then it is left alone. */
    public Optional<Plan> planFor(String room) {
        return entryFor(room).map(Entry::plan);
    }

    /** What a room gets by a caller's wish, against which there is no {@link #objection}. */
    public Optional<Plan> planFor(String room, AgentWish wish) {
        return planFor(room).map(plan -> plan.by(wish));
    }

    /** Whether the room's rule offers that agent and that face; null when it does. */
    @Nullable
    Objection objection(String room, AgentWish wish) {
        var entry = entryFor(room).orElse(null);
        if (entry == null) return Objection.NO_RULE;
        if (!entry.offersAgent(wish.agentName())) return Objection.AGENT;
        return entry.offersAvatar(wish.avatar()) ? null : Objection.AVATAR;
    }

    private Optional<Entry> entryFor(String room) {
        return entries.stream()
                .filter(entry -> entry.rooms().matcher(room).matches())
                .findFirst();
    }

    private static Entry entry(SessionSettings.Rule rule) {
        var plan = new Plan(rule.agentName(), rule.avatar(), rule.faceId(), rule.palId()).within(rule.bounds());
        return new Entry(pattern(rule.rooms()), plan, all(rule.agents()), all(rule.avatars()));
    }

    private static <T> List<T> all(@Nullable List<T> offered) {
        return offered == null ? List.of() : List.copyOf(offered);
    }

    private static Pattern pattern(String rooms) {
        var quoted =
                List.of(rooms.split("\\*", -1)).stream().map(Pattern::quote).toList();
        return Pattern.compile(String.join(".*", quoted), Pattern.DOTALL);
    }
}
