package dev.understudy.sandbox;

import dev.understudy.host.SshHosts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

/**
 * A Docker host with one backend on it, behind SSH on loopback. It is made ready beside the application's own start, and is
 * there before the application answers its first call.
 */
@Simulated
class FakeDockerHost implements SmartLifecycle, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(FakeDockerHost.class);
    private static final CompletableFuture<Void> NOTHING = CompletableFuture.completedFuture(null);

    static {
        SshHosts.prepare(); // before anything of MINA is loaded
    }

    private final SandboxSettings settings;
    private final FakeFaults faults;
    private final HostCommands commands;
    private final CompletableFuture<Void> ready;
    private @Nullable HostKeys keys;
    private @Nullable HostDoor door;

    FakeDockerHost(SandboxSettings settings, FakeFaults faults, HostCommands commands) {
        this.settings = settings;
        this.faults = faults;
        this.commands = commands;
        ready = wanted() ? CompletableFuture.runAsync(this::begin, FakeDockerHost::inBackground) : NOTHING;
    }

    /** It is there: somebody may connect. */
    synchronized void listen() {
        if (keys == null || door != null) return;
        var next = new HostDoor(settings.sshPort(), keys, this::shown, commands);
        try {
            next.open();
            door = next;
        } catch (IOException e) {
            log.warn(
                    "the sandbox has no Docker host: port {} of 127.0.0.1 cannot be had ({}). Another one: "
                            + "--understudy.sandbox.ssh-port=…, none at all: 0",
                    settings.sshPort(),
                    e.getMessage());
        }
    }

    /** Nobody answers any more, and who was connected is cut off. */
    synchronized void hangUp() {
        if (door != null) door.close();
        door = null;
    }

    @Override
    public void start() {
        ready.join();
    }

    @Override
    public void stop() {
        hangUp();
    }

    /** Nobody stops what was never started, because another part failed to start. */
    @Override
    public void destroy() {
        ready.join();
        hangUp();
    }

    @Override
    public synchronized boolean isRunning() {
        return door != null;
    }

    /** Before the web server, which is one of the last. */
    @Override
    public int getPhase() {
        return 0;
    }

    private synchronized void begin() {
        try {
            var made = HostKeys.make();
            made.write(Path.of(settings.sshFolder()), settings.sshPort());
            keys = made;
            listen();
        } catch (RuntimeException e) {
            log.warn("the sandbox has no Docker host", e);
        }
    }

    private java.security.KeyPair shown() {
        var all = java.util.Objects.requireNonNull(keys);
        return faults.is(HostFault.WRONG_HOST_KEY) ? all.impostor() : all.host();
    }

    private boolean wanted() {
        return settings.sshPort() > 0 && !settings.sshFolder().isEmpty();
    }

    private static void inBackground(Runnable work) {
        var thread = new Thread(work, "host");
        thread.setDaemon(true);
        thread.start();
    }
}
