package dev.understudy.hosts;

import dev.understudy.fixtures.host.DockerHost;
import dev.understudy.host.Host;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Debian's docker-compose on a real host. */
@Tag("host")
class RealComposeTest extends ComposeContract {
    private static DockerHost machine;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        machine = DockerHost.start();
    }

    @AfterAll
    static void stop() {
        machine.close();
    }

    @Override
    Ground ground() {
        return new RealGround(new ComposeSite(machine, machine.backend("contract", "root"), folder.toAbsolutePath()));
    }

    private record RealGround(ComposeSite site) implements Ground {
        @Override
        public Host host() {
            return machine.connect("root");
        }

        @Override
        public String image() {
            return "rot/avatar-backend:latest";
        }

        @Override
        public void write(String name, String text) {
            site.write(name, text);
        }

        @Override
        public void up(List<String> files, List<String> envFiles, Map<String, String> shell, int scale) {
            shell.forEach(site::shell);
            var words = called(files);
            envFiles.forEach(file -> words.addAll(List.of("--env-file", file)));
            words.addAll(List.of("up", "--detach", "--scale", "agent=" + scale));
            site.compose(words.toArray(String[]::new));
        }

        @Override
        public void once(List<String> files, String name) {
            var words = called(files);
            words.addAll(List.of("run", "--detach", "--name", name, "agent"));
            site.compose(words.toArray(String[]::new));
        }

        private static List<String> called(List<String> files) {
            var words = new ArrayList<>(List.of("--project-name", "site"));
            files.forEach(file -> words.addAll(List.of("--file", file)));
            return words;
        }

        @Override
        public void close() {
            site.remove();
        }
    }
}
