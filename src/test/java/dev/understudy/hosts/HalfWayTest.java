package dev.understudy.hosts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.host.Backend;
import dev.understudy.fixtures.host.DockerHost;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where it cannot go on: a disk that is full or takes nothing, and a second host that is not fit. */
@Tag("host")
class HalfWayTest {
    private static final String OLD = "sandbox-good-old-93d0";

    @TempDir
    Path folder;

    private static DockerHost machine;

    @BeforeAll
    static void start() {
        machine = DockerHost.start();
    }

    @AfterAll
    static void stop() {
        machine.close();
    }

    @Test
    void theSecondHostIsLeftAloneAndThePersonIsToldWhichIsWhich() {
        var first = running("avatar-first");
        var second = running("avatar-second");
        second.write("export NO=env-file\n".getBytes(UTF_8));
        var before = second.container();
        try (var rotator = new Rotator(machine, folder)
                .on(DockerHost.DEPLOY, first)
                .on("root", second)
                .start()) {
            var rotated = rotator.rotate("sandbox-good-two-hosts");
            assertThat(rotated.state()).as(rotated.toString()).isEqualTo("needs_person");
            assertThat(rotated.problem()).isEqualTo("hosts-differ");
            assertThat(rotated.host(0).path("state").asText()).isEqualTo("done");
            assertThat(rotated.host(1).path("state").asText()).isEqualTo("refused");
            assertThat(rotated.told().path("problem").path("detail").asText())
                    .contains("avatar-first-host", "avatar-second-host");
        }
        assertThat(first.container().key()).isEqualTo("sandbox-good-two-hosts");
        assertThat(second.container()).isEqualTo(before);
        assertThat(List.of(first.leftovers(), second.leftovers())).allMatch(List::isEmpty);
        first.remove();
        second.remove();
    }

    @Test
    void aDiskThatIsFullChangesNothing() throws Exception {
        var backend = machine.backend("avatar-full", DockerHost.DEPLOY);
        var place = backend.envFile().getParent();
        // a page for the env file and one for its copy; the new one finds no room
        ran("mount", "-t", "tmpfs", "-o", "size=8k,mode=750,uid=" + id("-u") + ",gid=" + id("-g"), "full", place + "");
        try {
            var before = written(backend).run().registered().container();
            var env = backend.env();
            try (var rotator =
                    new Rotator(machine, folder).on(DockerHost.DEPLOY, backend).start()) {
                var rotated = rotator.rotate("sandbox-good-full");
                assertThat(rotated.state()).as(rotated.toString()).isEqualTo("rolled_back");
                assertThat(rotated.told().path("problem").toString()).contains("No space left on device");
                ran("mount", "-o", "remount,ro", place + "");
                var readOnly = rotator.rotate("sandbox-good-full");
                assertThat(readOnly.state()).as(readOnly.toString()).isEqualTo("refused");
                assertThat(readOnly.problem()).isEqualTo("env-file-refused");
            }
            assertThat(backend.container()).isEqualTo(before);
            assertThat(backend.env()).isEqualTo(env);
            assertThat(backend.leftovers()).isEmpty();
            assertThat(backend.log()).doesNotContain("draining worker");
        } finally {
            ran("umount", place + "");
        }
        backend.remove();
    }

    /** Somebody edits the env file while a rotation is at work: it stops, both workers go on, and a person says how it ends. */
    @Test
    void whatNeedsAPersonIsResumedOrAbandoned() {
        var backend = running("avatar-stuck");
        var old = backend.env();
        try (var rotator =
                new Rotator(machine, folder).on(DockerHost.DEPLOY, backend).start()) {
            var resumed = edited(rotator, backend, "sandbox-good-resumed");
            assertThat(backend.containers()).hasSize(2).allMatch(Backend.Seen::isRunning);
            backend.write(old);
            assertThat(asked(rotator, resumed, "resume").statusCode()).isEqualTo(202);
            var done = rotator.over(resumed.id(), Duration.ofSeconds(60));
            assertThat(done.state()).as(done.toString()).isEqualTo("done");
            assertThat(backend.container().key()).isEqualTo("sandbox-good-resumed");
            assertThat(backend.leftovers()).isEmpty();

            var before = backend.container();
            var dropped = edited(rotator, backend, "sandbox-good-dropped");
            var answer = asked(rotator, dropped, "abandon");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(rotator.get(dropped.id()).state()).isEqualTo("abandoned");
            assertThat(answer.body()).contains("unlocked", "avatar-stuck-next-" + dropped.id());
            assertThat(backend.container()).as("who served goes on").isEqualTo(before);
            for (var each : backend.containers())
                if (!each.equals(before)) machine.engine().docker("rm", "--force", each.id());
            var after = rotator.rotate("sandbox-good-after");
            assertThat(after.state()).as("nothing is in the way: " + after).isEqualTo("done");
            assertThat(new String(backend.env(), UTF_8)).endsWith("# by hand\n");
        }
        backend.remove();
    }

    /** A rotation in whose middle the env file is edited. */
    private static Rotated edited(Rotator rotator, Backend backend, String key) {
        var id = rotator.begin(key);
        rotator.when(id, now -> now.hasBegun("verify"), Duration.ofSeconds(60), Duration.ofMillis(20));
        backend.write((new String(backend.env(), UTF_8) + "# by hand\n").getBytes(UTF_8));
        var rotated = rotator.over(id, Duration.ofSeconds(60));
        assertThat(rotated.state()).as(rotated.toString()).isEqualTo("needs_person");
        assertThat(rotated.problem()).isEqualTo("env-file-edited");
        return rotated;
    }

    private static HttpResponse<String> asked(Rotator rotator, Rotated rotated, String what) {
        return rotator.call("POST", "/api/rotations/" + rotated.id() + "/" + what, "{\"why\":\"a test\"}");
    }

    private static Backend running(String name) {
        return written(machine.backend(name, name.equals("avatar-second") ? "root" : DockerHost.DEPLOY))
                .run()
                .registered();
    }

    private static Backend written(Backend backend) {
        return backend.write(Backend.env(OLD, "0.2", "0.2"));
    }

    private static String id(String option) throws Exception {
        var process = new ProcessBuilder("id", option, DockerHost.DEPLOY).start();
        return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    }

    private static void ran(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                .as(String.join(" ", command))
                .isZero();
    }
}
