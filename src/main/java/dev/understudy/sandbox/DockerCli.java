package dev.understudy.sandbox;

import dev.understudy.host.DockerCommands;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The simulated {@code docker}: the forms of its commands that the application uses, with the answers of Docker 20.10 to 28. */
@Simulated
class DockerCli {
    static final String VERSION = "28.2.2";
    static final String API = "1.50";
    static final String DAEMON = "Error response from daemon: ";
    private static final Set<String> GROUPS = Set.of("container", "image", "system");
    private final FakeDocker docker;
    private final DockerApi api;
    private final DockerChanges changes;
    private final MountedFiles mounted;

    DockerCli(FakeDocker docker, DockerApi api, DockerChanges changes, MountedFiles mounted) {
        this.mounted = mounted;
        this.docker = docker;
        this.api = api;
        this.changes = changes;
    }

    /** Runs one; the first of the words is {@code docker}. */
    HostAnswer run(List<String> words, byte[] stdin) {
        if (words.size() < 2) return HostAnswer.good("Usage:  docker [OPTIONS] COMMAND");
        var size = GROUPS.contains(words.get(1)) && words.size() > 2 ? 2 : 1;
        var command = String.join(" ", words.subList(1, 1 + size));
        try {
            return answer(command, words.subList(1 + size, words.size()), stdin);
        } catch (DockerUsage e) {
            return e.answer();
        } catch (DockerRefused e) {
            return HostAnswer.bad(1, DAEMON + e.said());
        }
    }

    private HostAnswer answer(String command, List<String> rest, byte[] stdin) {
        return switch (command) {
            case "version" -> version(rest);
            case "container inspect" -> inspect(rest);
            case "image inspect" -> image(rest);
            case "ps" -> made(rest);
            case "system dial-stdio" -> HostAnswer.good(api.answer(stdin));
            case "exec" -> exec(rest);
            default -> changes.answer(command, rest);
        };
    }

    private static HostAnswer version(List<String> rest) {
        if (rest.equals(DockerCommands.components().arguments().subList(2, 4)))
            return HostAnswer.good("Engine containerd runc docker-init ");
        DockerForm.match("version", rest, "--format", "{{.Server.Version}}");
        return HostAnswer.good(VERSION);
    }

    private HostAnswer inspect(List<String> rest) {
        var asked = DockerForm.match("container inspect", rest, "*").get(0);
        try {
            return HostAnswer.good(docker.printed(asked));
        } catch (DockerRefused e) {
            return HostAnswer.bad(1, DAEMON + e.said()).printing("[]");
        }
    }

    private static HostAnswer image(List<String> rest) {
        var asked = DockerForm.match("image inspect", rest, "*").get(0);
        if (FakeImage.is(asked)) return HostAnswer.good(DockerDefaults.printed(FakeImage.json()));
        var full = asked.contains(":") || asked.contains("@") ? asked : asked + ":latest";
        return HostAnswer.bad(1, DAEMON + "no such image: " + asked + ": No such image: " + full)
                .printing("[]");
    }

    /** Those that have all the labels, of which there is at least one. */
    private HostAnswer made(List<String> rest) {
        var form = new ArrayList<>(List.of("--all", "--quiet", "--no-trunc", "--filter", "label=*"));
        while (form.size() < rest.size()) form.addAll(List.of("--filter", "label=*"));
        var labels = DockerForm.match("ps", rest, form.toArray(String[]::new));
        var ids = docker.all().stream()
                .filter(each -> labels.stream().allMatch(label -> has(each, label)))
                .map(each -> each.id() + "\n")
                .collect(Collectors.joining());
        return HostAnswer.good(HostAnswer.bytes(ids));
    }

    private static boolean has(FakeContainer container, String label) {
        var parts = label.split("=", 2);
        var value = container.spec().config().path("Labels").path(parts[0]);
        return !value.isMissingNode() && (parts.length == 1 || value.asText().equals(parts[1]));
    }

    /** The client of 28.2 asks in the form that it was told to, and the engine does not know one so new. */
    static HostAnswer olderForm(List<String> words) {
        var asked = words.size() > 1 ? words.get(1).replace("DOCKER_API_VERSION=", "") : "";
        return HostAnswer.bad(
                1, DAEMON + "client version " + asked + " is too new. Maximum supported API version is " + API);
    }

    /** Those in other containers' namespaces, a line each. */
    HostAnswer dependents() {
        var lines = docker.all().stream()
                .flatMap(FakeNamespaces::line)
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        return HostAnswer.good(HostAnswer.bytes(lines));
    }

    /** Both its streams in one: moment, number of lines, container. */
    HostAnswer logs(List<String> values) {
        try {
            return log(values);
        } catch (DockerUsage e) {
            return e.answer();
        } catch (DockerRefused e) {
            return HostAnswer.bad(1, DAEMON + e.said());
        }
    }

    /** Both its streams' ends: number of lines, container, bytes; last of all how that came out. */
    HostAnswer tail(List<String> values) {
        var said = lines(values.get(0), values.get(1));
        var all = HostAnswer.bytes(said);
        var from = Math.max(0, all.length - DockerForm.number(values.get(2)));
        return new HostAnswer(0, java.util.Arrays.copyOfRange(all, from, all.length), new byte[0]);
    }

    private String lines(String count, String asked) {
        try {
            var lines = docker.container(asked).log().tail(DockerForm.number(count));
            return lines.stream().map(line -> line + "\n").collect(Collectors.joining()) + "\nexit 0\n";
        } catch (DockerRefused e) {
            return DAEMON + e.said() + "\n\nexit 1\n";
        }
    }

    private HostAnswer log(List<String> values) {
        var container = docker.container(values.get(2));
        var lines = container.log().since(moment(values.get(0)), DockerForm.number(values.get(1)));
        var text = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
        return new HostAnswer(0, HostAnswer.bytes(text), new byte[0]);
    }

    private static Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw DockerUsage.of(
                    "logs", "invalid value for \"since\": failed to parse value as time: \"" + text + "\"");
        }
    }

    private HostAnswer exec(List<String> rest) {
        var isCat = rest.size() > 1 && rest.get(1).equals("cat");
        var words =
                isCat ? DockerForm.match("exec", rest, "*", "cat", "*") : DockerForm.match("exec", rest, "*", "env");
        var container = docker.container(words.get(0));
        if (!container.state().running()) throw DockerRefused.notRunning(container);
        if (!isCat) return environment(container);
        return mounted.file(container, words.get(1))
                .map(file -> HostAnswer.good(file.bytes()))
                .orElse(HostAnswer.bad(1, "cat: can't open '" + words.get(1) + "': No such file or directory"));
    }

    private static HostAnswer environment(FakeContainer container) {
        var lines = new ArrayList<String>();
        lines.add("HOSTNAME=" + container.spec().config().path("Hostname").asText());
        container.spec().config().path("Env").forEach(entry -> lines.add(entry.asText()));
        lines.add("HOME=/root");
        return HostAnswer.good(String.join("\n", lines));
    }
}
