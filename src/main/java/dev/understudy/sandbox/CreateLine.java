package dev.understudy.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** {@code docker create}: makes a request to the engine from options, as the real one does. */
@Simulated
class CreateLine {
    private static final Set<String> BARE =
            Set.of("--init", "--privileged", "--read-only", "--rm", "-i", "-t", "-it", "--interactive", "--tty");
    /** Those that are taken and make no difference here. */
    private static final Set<String> IGNORED = Set.of(
            "--memory",
            "-m",
            "--cpus",
            "--log-opt",
            "--log-driver",
            "--ulimit",
            "--shm-size",
            "--dns",
            "--add-host",
            "--cap-add",
            "--cap-drop",
            "--security-opt",
            "--stop-timeout",
            "--pids-limit");

    private final HostFiles files;

    CreateLine(HostFiles files) {
        this.files = files;
    }

    /** The container's name; empty when none is given. */
    String name(List<String> words) {
        var at = words.indexOf("--name");
        return at < 0 || at + 1 >= words.size() ? "" : words.get(at + 1);
    }

    /** The body of the request. */
    ObjectNode body(List<String> words) {
        var body = DockerDefaults.object();
        body.putObject("Labels");
        body.putObject("HostConfig");
        body.putArray("Env");
        var at = 0;
        while (at < words.size() && words.get(at).startsWith("-")) at += option(body, words, at);
        if (at == words.size()) throw DockerUsage.of("create", "'docker create' requires at least 1 argument");
        body.put("Image", words.get(at));
        if (at + 1 < words.size()) words.subList(at + 1, words.size()).forEach(body.putArray("Cmd")::add);
        return body;
    }

    /** How many words it takes. */
    private int option(ObjectNode body, List<String> words, int at) {
        var word = words.get(at);
        if (BARE.contains(word)) {
            if (word.equals("--rm")) host(body).put("AutoRemove", true);
            return 1;
        }
        var equals = word.startsWith("--") ? word.indexOf('=') : -1;
        if (equals < 0 && at + 1 == words.size()) throw DockerUsage.of("create", "flag needs an argument: " + word);
        var name = equals < 0 ? word : word.substring(0, equals);
        set(body, name, equals < 0 ? words.get(at + 1) : word.substring(equals + 1));
        return equals < 0 ? 2 : 1;
    }

    private void set(ObjectNode body, String option, String value) {
        switch (option) {
            case "--name" -> {}
            case "--label", "-l" -> pair((ObjectNode) body.path("Labels"), value);
            case "--restart" -> restart(body, DockerForm.policy("create", value));
            case "--env-file" -> envFile((ArrayNode) body.path("Env"), value);
            case "--env", "-e" -> ((ArrayNode) body.path("Env")).add(value);
            case "--network", "--net" -> host(body).put("NetworkMode", value);
            case "--publish", "-p" -> publish(body, value);
            case "--volume", "-v" -> host(body).withArray("Binds").add(value);
            case "--hostname", "-h" -> body.put("Hostname", value);
            case "--user", "-u" -> body.put("User", value);
            case "--workdir", "-w" -> body.put("WorkingDir", value);
            case "--entrypoint" -> body.putArray("Entrypoint").add(value);
            default -> {
                if (!IGNORED.contains(option)) throw DockerUsage.of("create", "unknown flag: " + option);
            }
        }
    }

    private static void pair(ObjectNode into, String text) {
        var parts = text.split("=", 2);
        into.put(parts[0], parts.length > 1 ? parts[1] : "");
    }

    private static void restart(ObjectNode body, String policy) {
        var parts = policy.split(":", 2);
        host(body)
                .putObject("RestartPolicy")
                .put("Name", parts[0])
                .put("MaximumRetryCount", parts.length > 1 ? Integer.parseInt(parts[1]) : 0);
    }

    /** {@code [address:][host]:container}, the host's part empty for a free one. */
    private static void publish(ObjectNode body, String value) {
        var parts = value.split(":", -1);
        var last = parts.length - 1;
        var inside = parts[last].contains("/") ? parts[last] : parts[last] + "/tcp";
        host(body)
                .withObject("/PortBindings")
                .withArray(inside)
                .addObject()
                .put("HostIp", last > 1 ? parts[last - 2] : "")
                .put("HostPort", last > 0 ? parts[last - 1] : "");
    }

    private static ObjectNode host(ObjectNode body) {
        return (ObjectNode) body.path("HostConfig");
    }

    /** One bad line refuses all of it; quotes are part of the value. */
    private void envFile(ArrayNode env, String path) {
        var file = files.file(path)
                .orElseThrow(() -> DockerUsage.of("create", "docker: open " + path + ": no such file or directory"));
        for (var raw : new String(file.bytes(), StandardCharsets.UTF_8).split("\r?\n")) {
            var line = raw.stripLeading();
            if (line.isEmpty() || line.startsWith("#")) continue;
            var name = line.split("=", 2)[0];
            if (name.isEmpty()) throw badLine(path, "no variable name on line '" + line + "'");
            if (name.matches(".*\\s.*")) throw badLine(path, "variable '" + name + "' contains whitespaces");
            if (line.contains("=")) env.add(line);
        }
    }

    private static DockerUsage badLine(String path, String problem) {
        return DockerUsage.of("create", "docker: invalid env file (" + path + "): " + problem);
    }
}
