package dev.understudy.sandbox;

import dev.understudy.common.Secret;
import dev.understudy.fixtures.FreePort;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The simulated Docker host and nothing else of the world: there in some milliseconds, for tests outside of this package. */
public final class BareHost implements AutoCloseable {
    private static final Duration SOON = Duration.ofMillis(50);
    private final int port = FreePort.find();
    private final Path folder;
    private final Later later = new Later();
    private final FakeFaults faults = new FakeFaults();
    private final HostFiles files = new HostFiles();
    private final FakeDocker docker;
    private final HostBackend backend;
    private final FakeCompose compose;
    private final HostCommands commands;
    private final FakeDockerHost host;

    /** Starts one; the files with which it is reached are in that folder: id_ecdsa and known_hosts. */
    public BareHost(Path folder) {
        this.folder = folder;
        var settings = settings();
        var mounted = new MountedFiles(files);
        var worker = new ContainerWorker(later, faults, mounted, settings);
        docker = new FakeDocker(worker, faults);
        var creation = new CreateLine(files);
        backend = new HostBackend(docker, creation, worker);
        backend();
        compose = new FakeCompose(files, docker);
        var cli = new DockerCli(docker, new DockerApi(docker), new DockerChanges(docker, creation), mounted);
        commands = new HostCommands(
                new HostShell(files, new EnvScripts(faults), cli, new DockerWatch(docker), compose), faults, settings);
        host = new FakeDockerHost(settings, faults, commands);
        host.start();
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** The env file's path. */
    public String envFile() {
        return HostFiles.FOLDER + "/" + HostFiles.ENV;
    }

    /** The container's name. */
    public String container() {
        return HostBackend.NAME;
    }

    /** Its image's. */
    public String image() {
        return FakeImage.NAME;
    }

    /** Makes these bytes the env file, mode 0640, of the account that logs in. */
    public void write(byte[] env) {
        files.only().put(HostFiles.ENV, new HostFile(env, "640", HostFile.US));
    }

    /** Removes the env file. */
    public void removeEnv() {
        files.only().remove(HostFiles.ENV);
    }

    /** A file's mode in octal and its owner's id. */
    public String mode(String path) {
        return files.file(path).map(file -> file.mode() + " " + file.owner()).orElse("");
    }

    /** The folder that its files lie in. */
    public String folder() {
        return HostFiles.FOLDER;
    }

    /** Puts a file there. */
    public void write(String name, String text) {
        files.only().put(name, HostFile.ours(HostAnswer.bytes(text)));
    }

    /** Somebody calls compose there: {@code up}, with these files and variables. */
    public void up(List<String> composeFiles, List<String> envFiles, Map<String, String> shell, int scale) {
        compose.up(new FakeCompose.Called(HostFiles.FOLDER, composeFiles, envFiles, shell), scale);
    }

    /** Somebody calls compose there: {@code run --detach --name} for the service agent. */
    public void once(List<String> composeFiles, String name) {
        compose.once(new FakeCompose.Called(HostFiles.FOLDER, composeFiles, List.of(), Map.of()), "agent", name);
    }

    FakeDocker docker() {
        return docker;
    }

    /** Makes the container that is there at first. */
    void backend() {
        backend.afterPropertiesSet();
    }

    @Override
    public void close() {
        host.destroy();
        commands.destroy();
        later.destroy();
    }

    private SandboxSettings settings() {
        return new SandboxSettings(
                URI.create("http://127.0.0.1:1/none"),
                null,
                Map.of(),
                null,
                Secret.of("whsec_c2FuZGJveA=="),
                Secret.of("sandbox"),
                List.of("avatar-agent"),
                List.of(),
                0,
                LateAgents.ALTERNATE,
                List.of(),
                port,
                folder.toString(),
                false,
                0,
                "",
                Secret.of("sandbox-agents"),
                LogForm.JSON,
                new Delays(SOON, SOON, SOON, SOON, SOON, SOON, SOON, SOON, SOON, SOON, SOON, SOON, SOON, SOON));
    }
}
