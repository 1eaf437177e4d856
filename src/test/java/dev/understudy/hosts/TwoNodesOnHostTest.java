package dev.understudy.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.Postgres;
import dev.understudy.fixtures.host.Backend;
import dev.understudy.fixtures.host.DockerHost;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two applications on one database: one of them rotates, and when it is killed the other one finishes. */
@Tag("host")
class TwoNodesOnHostTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NEW = "sandbox-good-new-2n0d";

    @TempDir
    Path folder;

    @Test
    void theSecondFinishesWhatTheFirstBegan() {
        try (var machine = DockerHost.start()) {
            var backend = machine.backend("avatar-two", DockerHost.DEPLOY);
            backend.write(Backend.env("sandbox-good-old-2n0d", "1.5", "1"))
                    .run()
                    .registered();
            var database = Postgres.newDatabase();
            try (var one = node(machine, backend, database, "one");
                    var two = node(machine, backend, database, "two")) {
                var first = CompletableFuture.supplyAsync(() -> one.ask(NEW));
                var second = CompletableFuture.supplyAsync(() -> two.ask(NEW));
                var answers = List.of(first.join(), second.join());
                assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(202, 409);
                var hasOne = answers.get(0).statusCode() == 202;
                var id = new Rotated(Rotator.read(answers.get(hasOne ? 0 : 1).body())).id();
                one.when(id, now -> now.now().orElse("").equals("verify"), PATIENCE, Duration.ofMillis(20));
                var isOnes = isAtWork(one, id);
                killed(isOnes ? one : two, isOnes ? two : one, id);
            }
            assertThat(backend.container().key()).isEqualTo(NEW);
            assertThat(backend.containers()).singleElement().matches(Backend.Seen::isRunning);
            assertThat(backend.leftovers()).isEmpty();
        }
    }

    /** The node that was asked need not be the one that took it up. */
    private static boolean isAtWork(Rotator node, String id) {
        return node.production().application().said().contains("rotation " + id + ", ");
    }

    private static void killed(Rotator begins, Rotator finishes, String id) {
        begins.production().application().kill();
        var killed = System.nanoTime();
        var rotated = finishes.over(id, PATIENCE);
        assertThat(rotated.state()).as(rotated.toString()).isEqualTo("done");
        assertThat(rotated.steps()).anyMatch(step -> step.outcome().equals("lost"));
        assertThat(rotated.now()).isEmpty();
        System.out.println("finished by the other node "
                + Duration.ofNanos(System.nanoTime() - killed).toMillis() + " ms after the kill");
    }

    private Rotator node(DockerHost machine, Backend backend, String database, String name) {
        return new Rotator(machine, folder.resolve(name))
                .secretsIn(folder.toAbsolutePath().resolve("secrets.env"))
                .storeIn(database)
                .on(DockerHost.DEPLOY, backend)
                .start();
    }
}
