package dev.understudy.hosts;

import dev.understudy.common.Secret;
import dev.understudy.host.Host;
import dev.understudy.host.HostAddress;
import dev.understudy.host.HostSettings;
import dev.understudy.host.SshHosts;
import dev.understudy.sandbox.BareHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Compose on the sandbox's host: what the real one does (see {@link RealComposeTest}) it does too. */
class FakeComposeTest extends ComposeContract {
    @TempDir
    Path folder;

    @Override
    Ground ground() {
        return new FakeGround(folder.resolve("ssh"));
    }

    private static final class FakeGround implements Ground {
        private final Path folder;
        private final BareHost bare;

        FakeGround(Path folder) {
            this.folder = folder;
            bare = new BareHost(folder);
        }

        @Override
        public Host host() {
            var minute = Duration.ofMinutes(1);
            var settings = new HostSettings(
                    folder.resolve("known_hosts"),
                    folder.resolve("id_ecdsa"),
                    Secret.of(""),
                    null,
                    minute,
                    minute,
                    1_000_000,
                    Duration.ofSeconds(5),
                    java.util.Set.of());
            return new SshHosts(settings).connect(new HostAddress("127.0.0.1", bare.port(), "deploy"));
        }

        @Override
        public String image() {
            return bare.image();
        }

        @Override
        public void write(String name, String text) {
            bare.write(name, text);
        }

        @Override
        public void up(List<String> files, List<String> envFiles, Map<String, String> shell, int scale) {
            bare.up(there(files), there(envFiles), shell, scale);
        }

        @Override
        public void once(List<String> files, String name) {
            bare.once(there(files), name);
        }

        private List<String> there(List<String> names) {
            return names.stream().map(name -> bare.folder() + "/" + name).toList();
        }

        @Override
        public void close() {
            bare.close();
        }
    }
}
