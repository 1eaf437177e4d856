package dev.understudy.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.host.Sha256;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * The simulated {@code docker-compose}, 1.29.2: what it makes of its files, in the one form of its command that the application
 * uses; and, for who plays the people of the host, {@code up} and {@code run}.
 */
@Simulated
class FakeCompose {
    private static final String LABEL = "com.docker.compose.";
    private static final String HASH = "--hash=";
    private final HostFiles files;
    private final FakeDocker docker;

    FakeCompose(HostFiles files, FakeDocker docker) {
        this.files = files;
        this.docker = docker;
    }

    /** Runs one; the first of the words is {@code docker-compose}. */
    HostAnswer run(List<String> words) {
        if (words.equals(List.of("docker-compose", "version", "--short"))) return HostAnswer.good("1.29.2");
        try {
            return config(new ArrayList<>(words.subList(1, words.size())));
        } catch (DockerUsage e) {
            return e.answer();
        } catch (FakeProject.Unreadable e) {
            return HostAnswer.bad(1, "ERROR: " + e.getMessage());
        }
    }

    /** Whether all of these files are there. */
    boolean isThere(List<String> paths) {
        return paths.stream().allMatch(path -> files.file(path).isPresent());
    }

    private HostAnswer config(List<String> words) {
        value(words, "--project-name");
        var directory = value(words, "--project-directory");
        var envFiles = words.get(0).equals("--env-file") ? List.of(value(words, "--env-file")) : List.<String>of();
        var composeFiles = new ArrayList<String>();
        while (words.size() > 1 && words.get(0).equals("--file")) composeFiles.add(value(words, "--file"));
        if (composeFiles.isEmpty() || words.isEmpty() || !words.remove(0).equals("config"))
            throw DockerUsage.notSimulated("compose");
        var project = new FakeProject(files, directory, composeFiles, envFiles, Map.of());
        if (words.isEmpty()) return HostAnswer.good(printed(project));
        if (words.size() > 1 || !words.get(0).startsWith(HASH)) throw DockerUsage.notSimulated("compose config");
        var service = words.get(0).substring(HASH.length());
        return HostAnswer.good(service + " " + hash(project, service));
    }

    private static String value(List<String> words, String option) {
        if (words.size() < 2 || !words.remove(0).equals(option)) throw DockerUsage.notSimulated("compose");
        return words.remove(0);
    }

    /** Each dollar is doubled, as compose does it. */
    private static String printed(FakeProject project) {
        var services = new HashMap<String, Object>();
        for (var name : project.services()) {
            var shown = new HashMap<String, Object>();
            project.environment(name)
                    .forEach((key, value) -> shown.put(
                            key, value.map(text -> text.replace("$", "$$")).orElse(null)));
            services.put(name, Map.of("environment", shown));
        }
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        return new Yaml(options).dump(Map.of("services", services));
    }

    private static String hash(FakeProject project, String service) {
        return Sha256.hex(HostAnswer.bytes(project.definition(service) + "" + project.environment(service)));
    }

    /**
     * How somebody calls it.
     *
     * @param directory the project's folder
     * @param files of compose
     * @param envFiles one at most
     * @param shell the variables of that shell
     */
    record Called(String directory, List<String> files, List<String> envFiles, Map<String, String> shell) {}

    /** Somebody calls {@code up --scale} for all services. */
    void up(Called called, int scale) {
        var project = project(called);
        for (var service : project.services())
            for (var number = 1; number <= scale; number++) {
                var labels = labels(called, service, "False");
                labels.put(LABEL + "container-number", Integer.toString(number))
                        .put(LABEL + "config-hash", hash(project, service));
                start("site_" + service + "_" + number, project, service, labels);
            }
    }

    /** Somebody calls {@code run --detach --name} there. */
    void once(Called called, String service, String name) {
        start(name, project(called), service, labels(called, service, "True"));
    }

    private FakeProject project(Called called) {
        return new FakeProject(files, called.directory(), called.files(), called.envFiles(), called.shell());
    }

    private static ObjectNode labels(Called called, String service, String oneOff) {
        var labels = DockerDefaults.object();
        labels.put(LABEL + "project", "site").put(LABEL + "service", service);
        labels.put(LABEL + "project.working_dir", called.directory());
        labels.put(LABEL + "project.config_files", String.join(",", called.files()));
        if (!called.envFiles().isEmpty())
            labels.put(LABEL + "project.environment_file", String.join(",", called.envFiles()));
        return labels.put(LABEL + "version", "1.29.2").put(LABEL + "oneoff", oneOff);
    }

    private void start(String name, FakeProject project, String service, ObjectNode labels) {
        var body = DockerDefaults.object().put("Image", FakeImage.NAME);
        body.set("Labels", labels);
        var env = body.putArray("Env");
        project.environment(service)
                .forEach((key, value) ->
                        env.add(value.map(text -> key + "=" + text).orElse(key)));
        docker.start(docker.create(name, body));
    }
}
