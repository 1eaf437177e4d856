package dev.understudy.sandbox;

import java.util.List;
import java.util.Set;

/** Those commands of the simulated {@code docker} that change something. */
@Simulated
class DockerChanges {
    private static final String DAEMON = DockerCli.DAEMON;
    private static final Set<String> SIGNALS = Set.of("TERM", "INT", "KILL", "HUP", "QUIT", "USR1", "USR2");
    private final FakeDocker docker;
    private final CreateLine creation;

    DockerChanges(FakeDocker docker, CreateLine creation) {
        this.docker = docker;
        this.creation = creation;
    }

    HostAnswer answer(String command, List<String> rest) {
        return switch (command) {
            case "create" -> create(rest);
            case "start" -> start(rest);
            case "kill" -> kill(rest);
            case "stop" -> stop(rest);
            case "restart" -> again(rest);
            case "update" -> update(rest);
            case "rename" -> rename(rest);
            case "rm" -> remove(rest);
            default -> throw DockerUsage.unknownCommand(command);
        };
    }

    /** Without the image it would be pulled, and there is nowhere to pull it from. */
    private HostAnswer create(List<String> rest) {
        var body = creation.body(rest);
        try {
            return HostAnswer.good(docker.create(creation.name(rest), body).id());
        } catch (DockerRefused e) {
            if (!e.isMissing()) throw e;
            var image = body.path("Image").asText();
            return HostAnswer.bad(
                    1,
                    "Unable to find image '" + image + "' locally\n" + DAEMON + "pull access denied for " + image
                            + ", repository does not exist or may require 'docker login'");
        }
    }

    private HostAnswer start(List<String> rest) {
        var asked = DockerForm.match("start", rest, "*").get(0);
        try {
            docker.start(docker.container(asked));
            return HostAnswer.good(asked);
        } catch (DockerRefused e) {
            return HostAnswer.bad(1, DAEMON + e.said() + "\nError: failed to start containers: " + asked);
        }
    }

    private HostAnswer kill(List<String> rest) {
        var values = DockerForm.match("kill", rest, "--signal", "*", "*");
        var signal = values.get(0).replaceFirst("^SIG", "");
        if (!SIGNALS.contains(signal)) throw new DockerRefused(400, "Invalid signal: " + values.get(0));
        try {
            docker.kill(docker.container(values.get(1)), signal);
            return HostAnswer.good(values.get(1));
        } catch (DockerRefused e) {
            return HostAnswer.bad(1, DAEMON + "Cannot kill container: " + values.get(1) + ": " + e.said());
        }
    }

    private HostAnswer stop(List<String> rest) {
        var asked = rest.size() == 1
                ? DockerForm.match("stop", rest, "*").get(0)
                : DockerForm.match("stop", rest, "-t", "0", "*").get(0);
        docker.end(docker.container(asked));
        return HostAnswer.good(asked);
    }

    private HostAnswer again(List<String> rest) {
        var values = DockerForm.match("restart", rest, "-t", "*", "*");
        var wait = DockerForm.seconds("restart", values.get(0));
        var container = docker.container(values.get(1));
        try {
            docker.again(container, wait);
            return HostAnswer.good(values.get(1));
        } catch (DockerRefused e) {
            return HostAnswer.bad(1, DAEMON + "Cannot restart container " + values.get(1) + ": " + e.said());
        }
    }

    private HostAnswer update(List<String> rest) {
        var values = DockerForm.match("update", rest, "--restart", "*", "*");
        docker.restart(docker.container(values.get(1)), DockerForm.policy("update", values.get(0)));
        return HostAnswer.good(values.get(1));
    }

    private HostAnswer rename(List<String> rest) {
        var values = DockerForm.match("rename", rest, "*", "*");
        try {
            docker.rename(docker.container(values.get(0)), values.get(1));
            return HostAnswer.good();
        } catch (DockerRefused e) {
            return HostAnswer.bad(1, DAEMON + e.said() + "\nError: failed to rename container named " + values.get(0));
        }
    }

    /** With {@code --force} one that is not there is no failure. */
    private HostAnswer remove(List<String> rest) {
        var asked = DockerForm.match("rm", rest, "--force", "*").get(0);
        try {
            docker.remove(docker.container(asked));
            return HostAnswer.good(asked);
        } catch (DockerRefused e) {
            return HostAnswer.bad(0, DAEMON + e.said());
        }
    }
}
