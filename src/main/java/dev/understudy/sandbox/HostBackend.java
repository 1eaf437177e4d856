package dev.understudy.sandbox;

import java.util.List;
import org.springframework.beans.factory.InitializingBean;

/** What runs on the simulated host from the beginning: the backend, as people started it. */
@Simulated
class HostBackend implements InitializingBean {
    static final String NAME = "avatar-backend";
    private final FakeDocker docker;
    private final CreateLine creation;
    private final ContainerWorker worker;

    HostBackend(FakeDocker docker, CreateLine creation, ContainerWorker worker) {
        this.docker = docker;
        this.creation = creation;
        this.worker = worker;
    }

    /** It publishes no port: a worker calls LiveKit, nobody calls it. */
    @Override
    public void afterPropertiesSet() {
        var line = List.of(
                "--restart",
                "unless-stopped",
                "--network",
                FakeDocker.NETWORK,
                "--env-file",
                HostFiles.FOLDER + "/" + HostFiles.ENV,
                FakeImage.NAME);
        worker.isThere(docker.create(NAME, creation.body(line)));
    }
}
