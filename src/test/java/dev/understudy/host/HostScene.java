package dev.understudy.host;

import dev.understudy.common.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A server, a line to it, and the settings with which we reach it; all of it in a folder of the test's. */
final class HostScene implements AutoCloseable {
    final KeyPair hostKey = TestKeys.make("Ed25519");
    final KeyPair ours = TestKeys.make("Ed25519");
    final Path knownHosts;
    final Wire wire;
    Path keyFile;
    String passphrase = "";
    Path agentSocket = Path.of("");
    Duration connectTimeout = Duration.ofSeconds(20);
    Duration heartbeat = Duration.ofSeconds(5);
    Set<String> weakAlgorithms = Set.of();
    int outputLimit = 64 * 1024;
    private final Sshd sshd;

    /** With more host keys and more who may log in, if that matters. */
    HostScene(Path folder, Function<Sshd.Plan, Sshd> start, List<KeyPair> moreHostKeys, List<PublicKey> moreOfUs) {
        var hostKeys = new java.util.ArrayList<>(List.of(hostKey));
        hostKeys.addAll(moreHostKeys);
        var authorized = new java.util.ArrayList<>(List.of(ours.getPublic()));
        authorized.addAll(moreOfUs);
        sshd = start.apply(new Sshd.Plan(folder, hostKeys, authorized));
        wire = new Wire(sshd.address().port());
        knownHosts = folder.resolve("known_hosts");
        keyFile = TestKeys.write(folder.resolve("key"), ours, "");
        know(name() + " " + TestKeys.line(hostKey.getPublic()));
    }

    /** A server with one key that knows one of ours. */
    HostScene(Path folder, Function<Sshd.Plan, Sshd> start) {
        this(folder, start, List.of(), List.of());
    }

    /** Its name as in known_hosts. */
    String name() {
        return "[127.0.0.1]:" + wire.port();
    }

    /** Where it is seen from here. */
    HostAddress address() {
        return new HostAddress("127.0.0.1", wire.port(), sshd.address().user());
    }

    /** Makes these the lines of known_hosts. */
    void know(String... lines) {
        try {
            Files.write(knownHosts, List.of(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The settings as they are now. */
    HostSettings settings() {
        return new HostSettings(
                knownHosts,
                keyFile,
                Secret.of(passphrase),
                agentSocket,
                connectTimeout,
                Duration.ofSeconds(120),
                outputLimit,
                heartbeat,
                weakAlgorithms);
    }

    /** Connects with them. */
    Host connect() {
        return new SshHosts(settings()).connect(address());
    }

    @Override
    public void close() {
        wire.close();
        sshd.close();
    }
}
