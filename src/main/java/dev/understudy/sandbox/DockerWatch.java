package dev.understudy.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;

/** What the log watch asks the simulated Docker: how containers are, and what they logged, each line with its time. */
@Simulated
class DockerWatch {
    private final FakeDocker docker;

    DockerWatch(FakeDocker docker) {
        this.docker = docker;
    }

    /** A line for each that is there; exit 1 when one is not. */
    HostAnswer look(List<String> names) {
        var out = new StringBuilder();
        var err = new StringBuilder();
        for (var name : names) {
            try {
                out.append(line(docker.inspect(name))).append('\n');
            } catch (DockerRefused e) {
                err.append(DockerCli.DAEMON).append(e.said()).append('\n');
            }
        }
        if (out.isEmpty()) out.append('\n');
        return new HostAnswer(err.isEmpty() ? 0 : 1, HostAnswer.bytes(out + ""), HostAnswer.bytes(err + ""));
    }

    /** Limit, moment, container, bytes: its lines since then and Docker's exit code, as much as there is room for. */
    HostAnswer read(List<String> values) {
        var text = HostAnswer.bytes(log(values.get(1), values.get(2)));
        var room = DockerForm.number(values.get(3));
        return HostAnswer.good(Arrays.copyOf(text, Math.min(room, text.length)));
    }

    private String log(String since, String asked) {
        try {
            var moment = OffsetDateTime.parse(since).toInstant();
            var lines = docker.container(asked).log().stamped(moment);
            return String.join("", lines) + "\nexit 0\n";
        } catch (DockerRefused e) {
            return DockerCli.DAEMON + e.said() + "\n\nexit 1\n";
        } catch (DateTimeException e) {
            return "invalid value for \"since\": failed to parse value as time: \"" + since + "\"\n\nexit 1\n";
        }
    }

    private static String line(JsonNode container) {
        var state = container.path("State");
        return String.join(
                " ",
                container.path("Id").asText(),
                container.path("Name").asText(),
                container.path("Created").asText(),
                state.path("Status").asText(),
                state.path("StartedAt").asText(),
                state.path("FinishedAt").asText(),
                container.path("RestartCount").asText());
    }
}
