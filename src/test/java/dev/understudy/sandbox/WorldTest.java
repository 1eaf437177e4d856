package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

class WorldTest {
    @Test
    void aUserJoinsAndADispatchBringsAnAgent() {
        try (var stage = Stage.open()) {
            stage.userComes("lobby", "user");
            stage.dispatch("lobby");
            await().until(() -> stage.webhooks().story("lobby").size() == 5);
            var agent = stage.agents("lobby").get(0);
            assertThat(stage.webhooks().story("lobby"))
                    .containsExactly(
                            "room_started",
                            "participant_joined user",
                            "track_published user",
                            "participant_joined " + agent,
                            "track_published " + agent);
            assertThat(stage.participant("lobby", agent)
                            .at("/attributes/lk.agent_name")
                            .asText())
                    .isEqualTo("avatar-agent");
        }
    }

    @Test
    void theWorldHasNothingOfTheApplicationInIt() {
        try (var world = World.run("--server.port=0")) {
            assertThat(world.getBeanDefinitionNames()).noneMatch(bean -> bean.toLowerCase(java.util.Locale.ROOT)
                    .matches(".*(camel|datasource|flyway).*"));
            assertThat(java.util.Arrays.stream(world.getBeanDefinitionNames())
                            .map(world::getType)
                            .filter(type -> type != null && type.getName().startsWith("dev.understudy."))
                            .map(Class::getPackageName))
                    .containsOnly("dev.understudy.sandbox");
        }
    }

    @Test
    void onlyTheArgumentOfThatNameStartsItAlone() {
        assertThat(World.wanted("--server.port=1", "--understudy.sandbox.only=world"))
                .isTrue();
        assertThat(World.wanted("--understudy.sandbox.only=moon")).isFalse();
        assertThat(World.wanted()).isFalse();
    }
}
