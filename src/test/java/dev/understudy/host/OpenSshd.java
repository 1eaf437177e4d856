package dev.understudy.host;

import static org.awaitility.Awaitility.await;

import dev.understudy.fixtures.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** OpenSSH's own server, where it is installed, with a port, keys and a configuration of its own. */
final class OpenSshd implements Sshd {
    private static final Path PROGRAM = Path.of("/usr/sbin/sshd");
    private static final Path SEPARATION = Path.of("/run/sshd");

    private final int port = FreePort.find();
    private final Process process;

    /** With these lines of configuration besides. */
    OpenSshd(Plan plan, String... more) {
        try {
            process = new ProcessBuilder(
                            PROGRAM.toString(),
                            "-D",
                            "-e",
                            "-f",
                            configuration(plan, List.of(more)).toString())
                    .redirectErrorStream(true)
                    .redirectOutput(plan.folder().resolve("sshd.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(Duration.ofSeconds(60)).until(this::answers);
    }

    /** Whether it can be started here: it is there, and we may be everybody. */
    static boolean isThere() {
        return Files.isExecutable(PROGRAM)
                && "root".equals(System.getProperty("user.name"))
                && (Files.isDirectory(SEPARATION) || SEPARATION.toFile().mkdirs());
    }

    private Path configuration(Plan plan, List<String> more) throws IOException {
        var lines = new ArrayList<>(List.of(
                "Port " + port,
                "ListenAddress 127.0.0.1",
                "PidFile none",
                "UsePAM no",
                "StrictModes no",
                "PasswordAuthentication no",
                "KbdInteractiveAuthentication no",
                "PermitRootLogin prohibit-password",
                "AuthorizedKeysFile " + plan.folder().resolve("authorized_keys")));
        for (var i = 0; i < plan.hostKeys().size(); i++)
            lines.add("HostKey "
                    + TestKeys.write(
                            plan.folder().resolve("host_key_" + i),
                            plan.hostKeys().get(i),
                            ""));
        Files.write(
                plan.folder().resolve("authorized_keys"),
                plan.authorized().stream().map(TestKeys::line).toList());
        lines.addAll(more);
        return Files.write(plan.folder().resolve("sshd_config"), lines);
    }

    private boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public HostAddress address() {
        return new HostAddress("127.0.0.1", port, System.getProperty("user.name"));
    }

    /** Sends STOP or CONT to those who serve the connections. */
    void signal(String name) {
        process.descendants().forEach(each -> kill(name, each));
    }

    private static void kill(String name, ProcessHandle whom) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(whom.pid()))
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
