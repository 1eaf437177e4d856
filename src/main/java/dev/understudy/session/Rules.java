package dev.understudy.session;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Which room gets what. */
@Component
public class Rules {
    private final List<Entry> entries;

    private record Entry(Pattern rooms, Plan plan) {}

    /** Without rules every room gets the configured agent, with a face. */
    public Rules(SessionSettings settings) {
        var rules = settings.rules() == null ? List.<SessionSettings.Rule>of() : settings.rules();
        entries = rules.isEmpty()
                ? List.of(new Entry(pattern("*"), new Plan(settings.agentName(), Plan.AvatarBy.UNDERSTUDY, null, null)))
                : rules.stream().map(Rules::entry).toList();
    }

    /** What a room gets; empty when no rule matches: then it is left alone. */
    public Optional<Plan> planFor(String room) {
        return entries.stream()
                .filter(entry -> entry.rooms().matcher(room).matches())
                .map(Entry::plan)
                .findFirst();
    }

    /** Whether some rule dispatches an agent of that name. */
    public boolean dispatches(String agentName) {
        return entries.stream().anyMatch(entry -> entry.plan().agentName().equals(agentName));
    }

    private static Entry entry(SessionSettings.Rule rule) {
        var plan = new Plan(rule.agentName(), rule.avatar(), rule.faceId(), rule.palId());
        return new Entry(pattern(rule.rooms()), plan);
    }

    private static Pattern pattern(String rooms) {
        var quoted =
                List.of(rooms.split("\\*", -1)).stream().map(Pattern::quote).toList();
        return Pattern.compile(String.join(".*", quoted), Pattern.DOTALL);
    }
}
