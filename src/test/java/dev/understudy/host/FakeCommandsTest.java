package dev.understudy.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.common.Secret;
import dev.understudy.sandbox.BareHost;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The commands on the sandbox's host: what holds on a real one (see {@link RealCommandsTest}) holds there too. */
class FakeCommandsTest {
    @Nested
    class EnvFile extends EnvFileContract {
        @TempDir
        Path folder;

        @Override
        Ground ground() {
            return new FakeGround(folder);
        }
    }

    @Nested
    class Docker extends DockerContract {
        @TempDir
        Path folder;

        @Override
        Ground ground() {
            return new FakeGround(folder);
        }
    }

    private static final class FakeGround implements CommandsContract.Ground {
        private static final String USER = "deploy";
        private final Path folder;
        private final BareHost bare;

        FakeGround(Path folder) {
            this.folder = folder.resolve("ssh");
            bare = new BareHost(this.folder);
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
            return new SshHosts(settings).connect(new HostAddress("127.0.0.1", bare.port(), USER));
        }

        @Override
        public Workplace place(String rotation) {
            return new Workplace(bare.envFile(), rotation);
        }

        /** The simulated Tavus takes keys that begin with sandbox-. */
        @Override
        public byte[] env(boolean isKeyGood) {
            return ("TAVUS_API_KEY=" + (isKeyGood ? "sandbox-contract" : "bad-contract") + "\n").getBytes(UTF_8);
        }

        @Override
        public void write(byte[] env) {
            bare.write(env);
        }

        @Override
        public void removeEnv() {
            bare.removeEnv();
        }

        @Override
        public String mode(String path) {
            return bare.mode(path);
        }

        @Override
        public String container() {
            return bare.container();
        }

        @Override
        public String image() {
            return bare.image();
        }

        @Override
        public void close() {
            bare.close();
        }
    }
}
