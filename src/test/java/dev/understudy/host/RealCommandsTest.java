package dev.understudy.host;

import dev.understudy.fixtures.host.Backend;
import dev.understudy.fixtures.host.DockerHost;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** The commands on a real host, as root and as an account that is only in the group docker. */
@Tag("host")
class RealCommandsTest {
    private static final String ROOT = "root";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Map<String, Map<String, List<Long>>> TIMES = new ConcurrentHashMap<>();
    private static DockerHost machine;

    @BeforeAll
    static void start() {
        machine = DockerHost.start();
    }

    @AfterAll
    static void stop() {
        machine.close();
        TIMES.forEach((account, times) -> TimedHost.report(times, Path.of("target/host", "times-" + account + ".txt")));
    }

    @Nested
    class EnvFileAsRoot extends EnvFileContract {
        @Override
        Ground ground() {
            return new RealGround(ROOT, false);
        }
    }

    @Nested
    class EnvFileAsDeploy extends EnvFileContract {
        @Override
        Ground ground() {
            return new RealGround(DockerHost.DEPLOY, false);
        }
    }

    @Nested
    class DockerAsRoot extends DockerContract {
        @Override
        Ground ground() {
            return new RealGround(ROOT, true);
        }
    }

    @Nested
    class DockerAsDeploy extends DockerContract {
        @Override
        Ground ground() {
            return new RealGround(DockerHost.DEPLOY, true);
        }
    }

    private static final class RealGround implements CommandsContract.Ground {
        private final String account;
        private final Backend backend;

        RealGround(String account, boolean isRunning) {
            this.account = account;
            backend = machine.backend("backend" + COUNT.incrementAndGet(), account);
            backend.write(env(true));
            if (isRunning) backend.run();
        }

        @Override
        public Host host() {
            var times = TIMES.computeIfAbsent(account, each -> new ConcurrentHashMap<>());
            return new TimedHost(machine.connect(account), times);
        }

        @Override
        public Workplace place(String rotation) {
            return backend.place(rotation);
        }

        @Override
        public byte[] env(boolean isKeyGood) {
            return Backend.env(isKeyGood ? "good-contract" : "bad-contract", "0.2", "0.2");
        }

        @Override
        public void write(byte[] env) {
            backend.write(env);
        }

        @Override
        public void removeEnv() {
            backend.removeEnv();
        }

        @Override
        public String mode(String path) {
            return backend.mode(path);
        }

        @Override
        public String container() {
            return backend.name();
        }

        @Override
        public String image() {
            return backend.image();
        }

        @Override
        public void close() {
            backend.remove();
        }
    }
}
