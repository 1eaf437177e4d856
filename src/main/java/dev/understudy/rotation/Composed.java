package dev.understudy.rotation;

import dev.understudy.container.ComposedEnvironment;
import dev.understudy.host.ComposeProject;
import dev.understudy.host.DockerCommands;
import dev.understudy.rotation.Setback.StepFailed;
import dev.understudy.rotation.Setback.Unsure;
import java.util.Optional;

/** What compose makes of a project's files now. It holds the keys of the service, so it stays in memory. */
final class Composed {
    private Composed() {}

    /** The service as compose would make it. */
    static ComposedEnvironment service(Work work, ComposeProject project) {
        var result = Answers.sure(work, project.config(), "asking compose what it makes of its files");
        if (!result.isGood() || result.isCut())
            throw refused(
                    "compose config ends with " + Answers.said(result) + (result.isCut() ? ", and is too long" : ""));
        try {
            return ComposedEnvironment.parse(result.text(), project.service());
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    /** The hash of the service that compose would write on its containers' labels; empty when this compose does not tell. */
    static Optional<String> hash(Work work, ComposeProject project) {
        var result = Answers.sure(work, project.hash(), "asking compose for the service's hash");
        if (!result.isGood() && !work.run(DockerCommands.version()).isGood())
            throw new Unsure("asking compose for the service's hash: Docker does not answer");
        if (!result.isGood()) return Optional.empty();
        return result.text()
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length == 2 && words[0].equals(project.service()))
                .map(words -> words[1])
                .filter(hash -> hash.matches("[0-9a-f]{64}"))
                .findFirst();
    }

    static StepFailed refused(String why) {
        return new StepFailed("compose-files-unreadable", "Compose cannot read its own files", why + ".");
    }
}
