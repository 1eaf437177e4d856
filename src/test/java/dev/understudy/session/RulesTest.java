package dev.understudy.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.session.SessionSettings.Rule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which room gets what: the first rule that matches its name, letter by letter. */
class RulesTest {
    private static final Rule SALES = new Rule("sales-*", "seller", Plan.AvatarBy.UNDERSTUDY, "f1", "p1");
    private static final Rule LATE = new Rule("sales-late*", "night", Plan.AvatarBy.NONE, null, null);
    private static final Rule DOTTED = new Rule("a.b", "dotted", Plan.AvatarBy.AGENT, null, null);
    private final Rules rules = rules(SALES, LATE, DOTTED);

    @Test
    void withoutRulesEveryRoomGetsTheConfiguredAgentWithAFace() {
        var plan = new Plan(Times.AGENT, Plan.AvatarBy.UNDERSTUDY, null, null);
        assertThat(rules().planFor("any\nroom")).contains(plan);
        assertThat(new Rules(Times.settings()).planFor("")).contains(plan);
    }

    @Test
    void theFirstThatMatchesWins() {
        assertThat(rules.planFor("sales-late-1")).contains(new Plan("seller", Plan.AvatarBy.UNDERSTUDY, "f1", "p1"));
        assertThat(rules.planFor("sales-")).map(Plan::agentName).contains("seller");
    }

    @Test
    void everythingButTheStarStandsForItself() {
        assertThat(rules.planFor("a.b")).map(Plan::agentName).contains("dotted");
        assertThat(rules.planFor("axb")).isEmpty();
        assertThat(rules.planFor("my-sales-1")).isEmpty();
    }

    @Test
    void ourAgentsAreThoseThatSomeRuleDispatchesAndNobodyElse() {
        var ours = new OurAgentNames(rules);
        assertThat(List.of("seller", "night", "dotted")).allMatch(ours::include);
        assertThat(ours.include("somebody-else")).isFalse();
        assertThat(ours.include(Times.AGENT)).isFalse();
    }

    private static Rules rules(Rule... rules) {
        return new Rules(Times.settings(
                Optional.of(List.of(rules)).filter(list -> !list.isEmpty()).orElse(null)));
    }
}
