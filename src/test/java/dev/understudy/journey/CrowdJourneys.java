package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.SeenSession;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** More users at once than the worker has warm processes for (two). */
interface CrowdJourneys extends OnStage {
    int USERS = 6;

    @Test
    default void sixUsersAtOnceGetSixAgentsOneEach() {
        var scenes = Stream.generate(() -> Scene.empty(stage())).limit(USERS).toList();
        scenes.parallelStream().forEach(Scene::enter);
        var agents = scenes.stream()
                .map(scene ->
                        scene.becomes("agent", seen -> "audio".equals(seen.mode()) || "video".equals(seen.mode())))
                .map(SeenSession::agentIdentity)
                .toList();
        assertThat(agents).hasSize(USERS).doesNotHaveDuplicates();
        scenes.forEach(Scene::hasOneAgent);
        scenes.parallelStream().forEach(Scene::leave);
        scenes.forEach(Scene::endsAsItWasLeft);
        scenes.forEach(Scene::nothingIsLeft);
    }
}
