package dev.understudy.sandbox;

import dev.understudy.backendlog.WatchedHost;
import dev.understudy.common.Secret;
import dev.understudy.host.HostSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The simulated host as one whose log is watched. */
public final class BareWatchedHost implements WatchedHost {
    private static final Duration TIME = Duration.ofSeconds(30);
    private final BareHost bare;
    private final Path folder;

    /** Starts one, its files in that folder. */
    public BareWatchedHost(Path folder) {
        this.folder = folder;
        bare = new BareHost(folder);
    }

    @Override
    public int port() {
        return bare.port();
    }

    @Override
    public String user() {
        return "deploy";
    }

    @Override
    public HostSettings settings() {
        return new HostSettings(
                folder.resolve("known_hosts"),
                folder.resolve("id_ecdsa"),
                Secret.of(""),
                null,
                TIME,
                TIME,
                1 << 20,
                Duration.ofSeconds(5),
                java.util.Set.of());
    }

    @Override
    public String container() {
        return bare.container();
    }

    @Override
    public void say(List<String> lines) {
        lines.forEach(docker().container(container()).log()::print);
    }

    @Override
    public void stop() {
        docker().container(container()).end(0);
    }

    @Override
    public void start() {
        docker().start(docker().container(container()));
    }

    @Override
    public void remove() {
        docker().remove(docker().container(container()));
    }

    @Override
    public void run() {
        bare.backend();
    }

    private FakeDocker docker() {
        return bare.docker();
    }

    @Override
    public void close() {
        bare.close();
    }
}
