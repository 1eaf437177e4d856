package dev.understudy.hosts;

import dev.understudy.backendlog.WatchedHost;
import dev.understudy.fixtures.host.DockerHost;
import dev.understudy.host.HostSettings;
import java.util.ArrayList;
import java.util.List;

/** A real Docker engine behind a real sshd, with a container that says what a test wants; it is read by the account without root. */
public final class DockerWatchedHost implements WatchedHost {
    private static final String REGISTERED =
            "{\"message\": \"registered worker\", \"level\": \"INFO\", \"id\": \"AW_real\"}";
    private final DockerHost machine;
    private final String name;
    private final List<String> options;

    /** A container of that name, made with these options besides. */
    public DockerWatchedHost(DockerHost machine, String name, String... options) {
        this.machine = machine;
        this.name = name;
        this.options = List.of(options);
        run();
    }

    @Override
    public int port() {
        return machine.sshd().port();
    }

    @Override
    public String user() {
        return DockerHost.DEPLOY;
    }

    @Override
    public HostSettings settings() {
        return machine.settings();
    }

    @Override
    public String container() {
        return name;
    }

    @Override
    public void say(List<String> lines) {
        var script = "for line in \"$@\"; do echo \"$line\" >/proc/1/fd/1; done";
        for (var from = 0; from < lines.size(); from += 500) {
            var command = new ArrayList<>(List.of("exec", name, "sh", "-c", script, "say"));
            command.addAll(lines.subList(from, Math.min(lines.size(), from + 500)));
            machine.engine().docker(command.toArray(String[]::new));
        }
    }

    @Override
    public void stop() {
        machine.engine().docker("stop", "-t", "0", name);
    }

    @Override
    public void start() {
        machine.engine().docker("start", name);
    }

    @Override
    public void remove() {
        machine.engine().docker("rm", "--force", "--volumes", name);
    }

    @Override
    public void run() {
        var command = new ArrayList<>(List.of("run", "--detach", "--name", name, "--network", "none"));
        command.addAll(options);
        command.addAll(List.of(
                "--entrypoint",
                "/bin/sh",
                machine.backend(name, DockerHost.DEPLOY).image()));
        command.addAll(List.of("-c", "echo '" + REGISTERED + "'; exec sleep 3600"));
        machine.engine().docker(command.toArray(String[]::new));
    }

    @Override
    public void close() {
        remove();
    }
}
