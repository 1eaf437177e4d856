package dev.understudy.sandbox;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.command.CommandFactory;
import org.springframework.beans.factory.DisposableBean;

/** Has commands run, each in a thread of its own, and does to them what the fault of the moment says. */
@Simulated
class HostCommands implements CommandFactory, DisposableBean {
    /** How long a command goes on whose connection was cut: enough to come back and find it still there. */
    private static final Duration ORPHAN = Duration.ofMillis(300);

    private final HostShell shell;
    private final FakeFaults faults;
    private final Duration slow;
    private final Set<String> cutOnce = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool(HostCommands::thread);

    HostCommands(HostShell shell, FakeFaults faults, SandboxSettings settings) {
        this.shell = shell;
        this.faults = faults;
        slow = settings.delays().slowHost();
    }

    @Override
    public Command createCommand(ChannelSession channel, String line) {
        return new HostCommand(threads, stdin -> {
            if (faults.is(HostFault.SLOW)) pause(slow);
            return shell.run(line, stdin, () -> midway(channel, line));
        });
    }

    /** The fault is set anew: each changing command is cut once more. */
    void forgetCuts() {
        cutOnce.clear();
    }

    private void midway(ChannelSession channel, String line) {
        if (!faults.is(HostFault.CUT_MID_STEP) || !cutOnce.add(line)) return;
        channel.getSession().close(true);
        pause(ORPHAN);
    }

    private void pause(Duration time) {
        try {
            closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void destroy() {
        closing.countDown();
        threads.shutdownNow();
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "host");
        thread.setDaemon(true);
        return thread;
    }
}
