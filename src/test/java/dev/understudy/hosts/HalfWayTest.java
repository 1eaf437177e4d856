package dev.understudy.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.host.Backend;
import dev.understudy.fixtures.host.DockerHost;
import java.nio.file.Path;
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
        second.write("export NO=env-file\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
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
        return new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip();
    }

    private static void ran(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                .as(String.join(" ", command))
                .isZero();
    }
}
