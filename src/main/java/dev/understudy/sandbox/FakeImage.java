package dev.understudy.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.host.Sha256;
import java.util.List;

/** The one image of the simulated host. */
final class FakeImage {
    static final String NAME = "avatar-backend:latest";
    static final String ID = "sha256:" + Sha256.hex(HostAnswer.bytes(NAME));
    static final List<String> ENV = List.of(
            "PATH=/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin",
            "LANG=C.UTF-8",
            "PYTHON_VERSION=3.12.11",
            "PYTHONUNBUFFERED=1");
    private static final List<String> COMMAND = List.of("python", "agent.py", "start");
    private static final int SHORT = "sha256:".length() + 12;

    private FakeImage() {}

    /** Whether it is called so: name, name without tag, id, or the id's beginning. */
    static boolean is(String asked) {
        var id = asked.startsWith("sha256:") ? asked : "sha256:" + asked;
        return asked.equals(NAME)
                || asked.equals(NAME.substring(0, NAME.indexOf(':')))
                || (id.length() >= SHORT && ID.startsWith(id));
    }

    /** What a container takes from it unless it says otherwise. */
    static ObjectNode config() {
        var config = DockerDefaults.config();
        ENV.forEach(config.putArray("Env")::add);
        COMMAND.forEach(config.putArray("Cmd")::add);
        return config.put("WorkingDir", "/app");
    }

    /** As {@code docker image inspect} shows it. */
    static ObjectNode json() {
        var json = DockerDefaults.object();
        json.put("Id", ID).putArray("RepoTags").add(NAME);
        json.putArray("RepoDigests");
        json.put("Created", "2026-01-01T00:00:00Z").put("Architecture", "amd64").put("Os", "linux");
        json.set("Config", config());
        return json;
    }
}
