package dev.understudy.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.session.SessionSettings.Leave;
import dev.understudy.session.SessionSettings.Rule;
import dev.understudy.token.AgentWish;
import dev.understudy.token.OurAgents.Objection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which room gets what: the first rule that matches its name, letter by letter. */
class RulesTest {
    private static final Bounds HOUR = new Bounds(true, 3_600_000, 300_000);
    private static final Rule SALES = new Rule(
            "sales-*",
            "seller",
            Plan.AvatarBy.UNDERSTUDY,
            "f1",
            "p1",
            List.of("closer"),
            List.of(Plan.AvatarBy.NONE),
            Leave.ALLOWED,
            Duration.ofHours(1),
            Duration.ofMinutes(5));
    private static final Rule LATE = Times.rule("sales-late*", "night", Plan.AvatarBy.NONE, null, null);
    private static final Rule DOTTED = Times.rule("a.b", "dotted", Plan.AvatarBy.AGENT, null, null);
    private final Rules rules = rules(SALES, LATE, DOTTED);

    @Test
    void withoutRulesEveryRoomGetsTheConfiguredAgentWithAFace() {
        var plan = new Plan(Times.AGENT, Plan.AvatarBy.UNDERSTUDY, null, null);
        assertThat(rules().planFor("any\nroom")).contains(plan);
        assertThat(new Rules(Times.settings()).planFor("")).contains(plan);
    }

    @Test
    void theFirstThatMatchesWins() {
        assertThat(rules.planFor("sales-late-1"))
                .contains(new Plan("seller", Plan.AvatarBy.UNDERSTUDY, "f1", "p1").within(HOUR));
        assertThat(rules.planFor("sales-")).map(Plan::agentName).contains("seller");
    }

    @Test
    void everythingButTheStarStandsForItself() {
        assertThat(rules.planFor("a.b")).map(Plan::agentName).contains("dotted");
        assertThat(rules.planFor("axb")).isEmpty();
        assertThat(rules.planFor("my-sales-1")).isEmpty();
    }

    @Test
    void aCallMayChooseWhatTheRoomsRuleLists() {
        assertThat(choose("sales-1", null, null)).isNull();
        assertThat(choose("sales-1", "seller", "understudy")).isNull();
        assertThat(choose("sales-1", "closer", "none")).isNull();
        assertThat(choose("sales-1", "night", null)).isEqualTo(Objection.AGENT);
        assertThat(choose("sales-1", null, "agent")).isEqualTo(Objection.AVATAR);
        assertThat(choose("sales-1", null, "film")).isEqualTo(Objection.AVATAR);
        assertThat(choose("a.b", "seller", null)).isEqualTo(Objection.AGENT);
        assertThat(choose("nobodys", null, null)).isEqualTo(Objection.NO_RULE);
        assertThat(rules.planFor("sales-1", wish("closer", "none")))
                .contains(new Plan("closer", Plan.AvatarBy.NONE, "f1", "p1").within(HOUR));
        assertThat(rules.planFor("sales-1", AgentWish.NONE)).isEqualTo(rules.planFor("sales-1"));
    }

    private @Nullable Objection choose(String room, @Nullable String agent, @Nullable String avatar) {
        return rules.objection(room, wish(agent, avatar));
    }

    private static AgentWish wish(@Nullable String agent, @Nullable String avatar) {
        return new AgentWish(agent, avatar, null, Map.of(), null);
    }

    private static Rules rules(Rule... rules) {
        return new Rules(Times.settings(
                Optional.of(List.of(rules)).filter(list -> !list.isEmpty()).orElse(null)));
    }
}
